CREATE TABLE journal (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id BLOB NOT NULL CHECK (length(id) = 16),
  format INTEGER NOT NULL,
  min_reader INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  last BLOB NOT NULL CHECK (length(last) = 32),
  top BLOB NOT NULL CHECK (length(top) = 32)
) STRICT;

-- What opens the journal: each row wraps the same data key.
CREATE TABLE slot (
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  kind TEXT NOT NULL,
  params BLOB NOT NULL,
  sealed BLOB NOT NULL
) STRICT;

-- Revisions are added and never changed, but for a purge, which takes the
-- envelopes away and leaves their hashes, so that the chain stays whole.
CREATE TABLE rev (
  seq INTEGER PRIMARY KEY,
  thing BLOB NOT NULL CHECK (length(thing) = 16),
  rev INTEGER NOT NULL CHECK (rev > 0),
  prev BLOB NOT NULL CHECK (length(prev) = 32),
  head_hash BLOB NOT NULL CHECK (length(head_hash) = 32),
  body_hash BLOB NOT NULL CHECK (length(body_hash) = 32),
  head BLOB
) STRICT;

CREATE UNIQUE INDEX rev_thing ON rev (thing, rev);

-- Bodies apart from heads, so that a list reads none of them.
CREATE TABLE body (
  seq INTEGER PRIMARY KEY REFERENCES rev (seq),
  sealed BLOB NOT NULL
) STRICT;

-- Drafts are written over as they grow and stand outside the chain.
CREATE TABLE draft (
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  count INTEGER NOT NULL,
  sealed BLOB NOT NULL
) STRICT;
