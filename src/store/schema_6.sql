-- Version 6: links are kept so that one document more changes them without reading the documents they lead to: terms with their weights,
-- all candidates with what they share, and the weights of all terms to look up. What an older store holds of it is made anew when it is next written.
DROP TABLE sketch;
DELETE FROM posting;
DROP TABLE linked;
CREATE TABLE sketch (
    document  INTEGER PRIMARY KEY,   -- newest versions only
    date      INTEGER NOT NULL,      -- its place among all (claims/sketch.h)
    tie       INTEGER NOT NULL,
    weights   BLOB NOT NULL,         -- of the terms, a byte each (links_pack_weights)
    terms     BLOB NOT NULL          -- sketch_pack
);
CREATE INDEX sketch_place ON sketch(date, tie);
CREATE TABLE link (
    document  INTEGER PRIMARY KEY,
    links     BLOB NOT NULL          -- store/linked.c
);

-- What a term weighs: by the documents of the sample, of terms that they have.
CREATE TABLE weight (
    term      INTEGER PRIMARY KEY,
    weight    INTEGER NOT NULL       -- and 256 where it is no name of theirs but begins sentences
);

-- One row, for what all of it holds.
CREATE TABLE linked (
    made_by   INTEGER NOT NULL,      -- hash of the rules by which sketches were made
    last      INTEGER NOT NULL,      -- number of the last document that was looked at
    count     INTEGER NOT NULL,      -- documents linked
    weighed   INTEGER NOT NULL,      -- of how many, the earliest, the weights are a sample
    sampled   INTEGER NOT NULL,      -- documents in the sample
    date      INTEGER NOT NULL,      -- place of the last of those weighed
    tie       INTEGER NOT NULL,
    most_tie  INTEGER NOT NULL       -- the greatest of the sample
);
