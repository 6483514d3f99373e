-- Version 7: the stories that likeness makes are kept, so that nobody who opens or follows a store reads its links. Filled when an older
-- store is next written.
CREATE TABLE member (
    document  INTEGER PRIMARY KEY,   -- that is linked, or was
    story     INTEGER NOT NULL,      -- number of its story's first document; 0 of one that is no longer linked
    date      INTEGER NOT NULL,      -- its place among all (claims/sketch.h)
    tie       INTEGER NOT NULL,
    round     INTEGER NOT NULL,      -- in which the row was last written: greater than that of all that was there before
    joined    BLOB NOT NULL,         -- 5 bytes each: earlier documents, one of each story that it joined
    copies    BLOB NOT NULL          -- the same: of which it shares passages
);
CREATE INDEX member_story ON member(story);
CREATE INDEX member_round ON member(round);

-- Who is so much like whom that it may be of one story: all that can matter for a document when a story of others changes.
CREATE TABLE near (
    document  INTEGER NOT NULL,
    other     INTEGER NOT NULL,      -- before it
    PRIMARY KEY (document, other)
) WITHOUT ROWID;
CREATE INDEX near_other ON near(other);
