-- Version 3: where a capture was fetched, what `watch` has seen, what was taken down, what people marked.
-- An older store gets these tables when it is next opened for writing.
CREATE TABLE fetched (
    document  INTEGER PRIMARY KEY REFERENCES document(number) ON DELETE CASCADE,
    asked     TEXT NOT NULL,         -- the URL that was asked for
    final     TEXT NOT NULL,         -- the one that answered, behind redirects
    retrieved TEXT NOT NULL,         -- ISO 8601, UTC, by the clock of the machine that fetched
    charset   TEXT NOT NULL,         -- declared by the header, or ''
    headers   TEXT NOT NULL          -- of the answer: "Name: value" lines
);

CREATE TABLE visit (
    url       TEXT PRIMARY KEY,      -- a feed, a page, a robots.txt, or a file of a watched folder
    kind      TEXT NOT NULL,         -- feed, page, robots, file
    etag      TEXT NOT NULL,         -- of a file: its size and time of change
    modified  TEXT NOT NULL,         -- Last-Modified as the server wrote it
    status    INTEGER NOT NULL,      -- HTTP status of the last answer, 0 where there was none
    first     INTEGER NOT NULL,      -- seconds since 1970: when it was first fetched,
    checked   INTEGER NOT NULL,      -- when it was last asked for,
    due       INTEGER NOT NULL,      -- and before when it shall not be asked again
    failures  INTEGER NOT NULL,      -- in a row
    words     TEXT NOT NULL,         -- digest of the text that was last put, or ''
    body      TEXT NOT NULL,         -- of robots.txt, or ''
    found_in  TEXT NOT NULL          -- the feed that led to a page, the id of a file's document, or ''
) WITHOUT ROWID;

CREATE TABLE forgotten (
    name      TEXT PRIMARY KEY,      -- 32 hex digits, XXH3-128 of the name of a document that was taken down
    at        TEXT NOT NULL          -- the day
) WITHOUT ROWID;

CREATE TABLE mark (
    number    INTEGER PRIMARY KEY AUTOINCREMENT,
    at        TEXT NOT NULL,         -- ISO 8601, UTC
    who       TEXT NOT NULL,
    kind      TEXT NOT NULL,         -- note, grade, unverifiable, merge, split
    target    TEXT NOT NULL,         -- name of an outlet or document; '' where it is statements
    value     TEXT NOT NULL,         -- words of a note, letter of a grade
    undone_at TEXT NOT NULL,         -- '' while it holds
    undone_by TEXT NOT NULL
);

-- What a mark on claims is about. Claims are made anew each time; statements stay.
CREATE TABLE mark_statement (
    mark      INTEGER NOT NULL REFERENCES mark(number) ON DELETE CASCADE,
    part      INTEGER NOT NULL,      -- from 0: which of the claims that are merged
    statement TEXT NOT NULL,         -- its id then,
    words     TEXT NOT NULL,         -- and by what it is known again in a later version (claims_key)
    document  INTEGER NOT NULL REFERENCES document(number) ON DELETE CASCADE,
    PRIMARY KEY (mark, part, statement)
) WITHOUT ROWID;
