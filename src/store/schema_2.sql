-- Version 2: statements have a number of their own, by which the full-text index knows them; saved queries. The texts
-- of documents that an older store holds are put into the index by store.c, which can read records.
ALTER TABLE statement RENAME TO statement_1;
DROP INDEX statement_document;
DROP INDEX statement_lemma;

CREATE TABLE statement (
    number    INTEGER PRIMARY KEY,
    document  INTEGER NOT NULL REFERENCES document(number) ON DELETE CASCADE,
    id        TEXT NOT NULL,
    lemma     TEXT NOT NULL,
    stage     TEXT NOT NULL,
    polarity  TEXT NOT NULL,
    event     TEXT NOT NULL,         -- PLOVER type or ''
    actor     TEXT NOT NULL,         -- names by '; '
    recipient TEXT NOT NULL,
    voices    TEXT NOT NULL,         -- outermost first, by ' > '
    words     TEXT NOT NULL,         -- the clause
    start     INTEGER NOT NULL,      -- bytes of the input
    end       INTEGER NOT NULL
);
CREATE INDEX statement_document ON statement(document);
CREATE INDEX statement_lemma ON statement(lemma, stage);

-- Full text of documents (rowid: document.number) and of statements (rowid: statement.number, words not kept twice).
CREATE VIRTUAL TABLE document_search USING fts5(title, outlet, text, tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE statement_search USING fts5(words, voices, actor, recipient, content = 'statement', content_rowid = 'number',
                                                 tokenize = 'unicode61 remove_diacritics 2');
CREATE TRIGGER document_removed AFTER DELETE ON document BEGIN
    DELETE FROM document_search WHERE rowid = old.number;
END;
CREATE TRIGGER statement_added AFTER INSERT ON statement BEGIN
    INSERT INTO statement_search (rowid, words, voices, actor, recipient)
    VALUES (new.number, new.words, new.voices, new.actor, new.recipient);
END;
CREATE TRIGGER statement_removed AFTER DELETE ON statement BEGIN
    INSERT INTO statement_search (statement_search, rowid, words, voices, actor, recipient)
    VALUES ('delete', old.number, old.words, old.voices, old.actor, old.recipient);
END;

CREATE TABLE saved_query (
    number    INTEGER PRIMARY KEY,
    words     TEXT NOT NULL UNIQUE   -- as somebody typed them
);

INSERT INTO statement (document, id, lemma, stage, polarity, event, actor, recipient, voices, words, start, end)
    SELECT document, id, lemma, stage, polarity, event, actor, recipient, voices, words, start, end FROM statement_1 ORDER BY rowid;
DROP TABLE statement_1;
