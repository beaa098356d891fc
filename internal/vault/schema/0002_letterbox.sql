-- The key pair by which writing needs no key while the journal is locked:
-- the public half in clear, the private half sealed. There is none while
-- a key file opens the journal.
CREATE TABLE letterbox (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  public BLOB NOT NULL CHECK (length(public) = 32),
  sealed BLOB NOT NULL
) STRICT;

-- What was written while locked, until the next unlock files it. A letter
-- that does not open, or that cannot be what it says, is set aside.
CREATE TABLE letter (
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  draft INTEGER NOT NULL CHECK (draft IN (0, 1)),
  count INTEGER NOT NULL,
  aside INTEGER NOT NULL DEFAULT 0 CHECK (aside IN (0, 1)),
  sealed BLOB NOT NULL
) STRICT;
