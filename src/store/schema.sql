-- One store, one file. `application_id` says whose it is, `user_version` which shape.
-- A capture is the bytes as they came in, compressed with zstd; a record is the report as
-- JSON (picture/record.h, with its map). The statement table is for people who ask with SQL:
-- the program itself reads the records, and searches the two indices below.
CREATE TABLE capture (
    digest    TEXT PRIMARY KEY,      -- 32 hex digits, XXH3-128 of the bytes
    size      INTEGER NOT NULL,      -- bytes before compression
    bytes     BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE document (
    number    INTEGER PRIMARY KEY,
    name      TEXT NOT NULL,         -- the given id, else the URL, else the id: what versions share
    version   INTEGER NOT NULL,      -- from 1
    id        TEXT NOT NULL,
    path      TEXT NOT NULL,
    outlet    TEXT NOT NULL,
    title     TEXT NOT NULL,
    published TEXT NOT NULL,         -- ISO 8601 with the precision it has, or ''
    digest    TEXT NOT NULL REFERENCES capture(digest),
    kind      INTEGER NOT NULL,
    offset    INTEGER NOT NULL,      -- of the capture in its file
    record    BLOB NOT NULL,         -- zstd
    size      INTEGER NOT NULL,      -- of the record before compression
    UNIQUE (name, version)
);
CREATE INDEX document_digest ON document(digest);

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
