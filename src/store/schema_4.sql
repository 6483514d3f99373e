-- Version 4: what telling stories apart needs of a document, so that its record is read only where its story is shown; and
-- by which claim's page a statement is found. What an older store holds is filled in by store.c, which can read records.
CREATE TABLE head (
    document  INTEGER PRIMARY KEY REFERENCES document(number) ON DELETE CASCADE,
    fields    TEXT NOT NULL          -- the record without text, map and what was read; the text stands in document_search
);
ALTER TABLE statement ADD COLUMN claim INTEGER NOT NULL DEFAULT 0; -- id of the claim that begins with this statement
CREATE INDEX statement_claim ON statement(claim);
