-- Version 5: what telling stories apart needs of a document, and what it found: a document more is linked by looking up its own
-- names and prints. Filled when a store that is not small is next written (engine/index.c); empty or behind, stories are told apart by texts.
CREATE TABLE sketch (
    document  INTEGER PRIMARY KEY,   -- newest versions only
    date      INTEGER NOT NULL,      -- its place among all (claims/sketch.h)
    tie       INTEGER NOT NULL,
    terms     BLOB NOT NULL,         -- sketch_pack
    links     BLOB NOT NULL          -- links_pack
);
CREATE INDEX sketch_place ON sketch(date, tie);

CREATE TABLE posting (
    key       INTEGER NOT NULL,      -- twice the hash of a name, or that of a print and one
    date      INTEGER NOT NULL,
    tie       INTEGER NOT NULL,
    document  INTEGER NOT NULL,
    PRIMARY KEY (key, date, tie, document)
) WITHOUT ROWID;

-- One row, for what all of it holds.
CREATE TABLE linked (
    made_by   INTEGER NOT NULL,      -- hash of the rules by which sketches were made
    last      INTEGER NOT NULL,      -- number of the last document that was looked at
    count     INTEGER NOT NULL,      -- documents linked
    weighed   INTEGER NOT NULL,      -- of how many, the earliest, the weights are a sample
    date      INTEGER NOT NULL,      -- place of the last of them
    tie       INTEGER NOT NULL,
    most_tie  INTEGER NOT NULL,      -- the greatest of the sample
    sample    BLOB NOT NULL          -- numbers of its documents, 8 bytes each
);
