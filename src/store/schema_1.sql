-- One store, one file. `application_id` says whose it is, `user_version` which shape. This is version 1; the files
-- behind it add to it, one a version. A new store runs them all, an older one those that it lacks.
-- A capture is the bytes as they came in, compressed with zstd; a record is the report as
-- JSON (picture/record.h, with its map). The statement table is for people who ask with SQL:
-- the program itself reads the records, and searches the indices.
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
