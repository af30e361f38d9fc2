-- A Casus ledger. Rows are added, never changed: the triggers below abort every other attempt.
-- A reading is one article as one version of the reader saw it, on the date that the user gave
-- for it, if any. A later version or another date adds a reading beside the earlier one, and the
-- latest is the one that counts.

CREATE TABLE IF NOT EXISTS reading (
  n          INTEGER PRIMARY KEY,
  article    TEXT NOT NULL,               -- id of the article
  reader     TEXT NOT NULL,               -- version of the reader
  given      TEXT NOT NULL,               -- publication date that the user gave, '' for none
  published  TEXT,                        -- as in the article, for order
  statements INTEGER NOT NULL,            -- how many rows of statement belong to it
  json       TEXT NOT NULL,               -- the article record
  UNIQUE (article, reader, given)
) STRICT;

CREATE TABLE IF NOT EXISTS statement (
  n          INTEGER PRIMARY KEY,
  reading    INTEGER NOT NULL REFERENCES reading (n),
  id         TEXT NOT NULL,
  start      INTEGER NOT NULL,            -- span in the article, for order
  stop       INTEGER NOT NULL,
  json       TEXT NOT NULL,               -- the statement record
  UNIQUE (reading, id)
) STRICT;
CREATE INDEX IF NOT EXISTS statement_id ON statement (id);

-- What a search can name of a statement (by, about, type, act, state, place ...), folded to
-- lower-case words between blanks: ' recep tayyip erdogan '.
CREATE TABLE IF NOT EXISTS facet (
  field      TEXT NOT NULL,
  value      TEXT NOT NULL,
  statement  INTEGER NOT NULL REFERENCES statement (n),
  PRIMARY KEY (field, value, statement)
) STRICT, WITHOUT ROWID;

-- First and last day of what a statement speaks of; of its article where it names none.
CREATE TABLE IF NOT EXISTS moment (
  statement  INTEGER NOT NULL REFERENCES statement (n),
  first      TEXT NOT NULL,
  last       TEXT NOT NULL,
  PRIMARY KEY (statement, first, last)
) STRICT, WITHOUT ROWID;

-- A person's judgements. Undoing one is a further row.
CREATE TABLE IF NOT EXISTS judgement (
  n          INTEGER PRIMARY KEY,
  id         TEXT NOT NULL UNIQUE,
  who        TEXT NOT NULL,
  at         TEXT NOT NULL,
  verb       TEXT NOT NULL CHECK (verb IN ('accept', 'reject', 'edit', 'merge', 'split', 'undo')),
  target     TEXT NOT NULL,
  json       TEXT NOT NULL                -- the judgement record
) STRICT;

-- Joined records of the latest state, to be at hand; can be dropped at any time.
CREATE TABLE IF NOT EXISTS derived (
  state      TEXT PRIMARY KEY,            -- last rows and code from which they were derived
  json       TEXT NOT NULL
) STRICT;

-- The index of words; its rowid is statement.n. It keeps no text of its own.
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (
  quote, content, voices, title, content = '', tokenize = 'porter unicode61 remove_diacritics 2'
);

-- REPLACE deletes without firing delete triggers, so inserting over a row is refused as well.
CREATE TRIGGER IF NOT EXISTS reading_replace BEFORE INSERT ON reading
  WHEN EXISTS (SELECT 1 FROM reading WHERE n = NEW.n)
    OR EXISTS (SELECT 1 FROM reading WHERE article = NEW.article AND reader = NEW.reader
               AND given = NEW.given)
  BEGIN SELECT RAISE (ABORT, 'a ledger is append-only: reading'); END;
CREATE TRIGGER IF NOT EXISTS reading_update BEFORE UPDATE ON reading
  BEGIN SELECT RAISE (ABORT, 'a ledger is append-only: reading'); END;
CREATE TRIGGER IF NOT EXISTS reading_delete BEFORE DELETE ON reading
  BEGIN SELECT RAISE (ABORT, 'a ledger is append-only: reading'); END;

CREATE TRIGGER IF NOT EXISTS statement_replace BEFORE INSERT ON statement
  WHEN EXISTS (SELECT 1 FROM statement WHERE n = NEW.n)
    OR EXISTS (SELECT 1 FROM statement WHERE reading = NEW.reading AND id = NEW.id)
  BEGIN SELECT RAISE (ABORT, 'a ledger is append-only: statement'); END;
CREATE TRIGGER IF NOT EXISTS statement_update BEFORE UPDATE ON statement
  BEGIN SELECT RAISE (ABORT, 'a ledger is append-only: statement'); END;
CREATE TRIGGER IF NOT EXISTS statement_delete BEFORE DELETE ON statement
  BEGIN SELECT RAISE (ABORT, 'a ledger is append-only: statement'); END;

CREATE TRIGGER IF NOT EXISTS judgement_replace BEFORE INSERT ON judgement
  WHEN EXISTS (SELECT 1 FROM judgement WHERE n = NEW.n OR id = NEW.id)
  BEGIN SELECT RAISE (ABORT, 'a ledger is append-only: judgement'); END;
CREATE TRIGGER IF NOT EXISTS judgement_update BEFORE UPDATE ON judgement
  BEGIN SELECT RAISE (ABORT, 'a ledger is append-only: judgement'); END;
CREATE TRIGGER IF NOT EXISTS judgement_delete BEFORE DELETE ON judgement
  BEGIN SELECT RAISE (ABORT, 'a ledger is append-only: judgement'); END;

-- The latest reading of each article, and what was read in it.
CREATE VIEW IF NOT EXISTS current AS
  SELECT r.* FROM reading AS r
  WHERE NOT EXISTS (SELECT 1 FROM reading AS l WHERE l.article = r.article AND l.n > r.n);
