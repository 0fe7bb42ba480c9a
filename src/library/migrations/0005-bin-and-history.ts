/**
 * What a person removes goes to the bin first (`binned_at`), and each change is a step that can be undone.
 *
 * A step keeps the other value of each field that it touched: undo and redo both swap it with the one in place. An
 * addition that was undone stays as `undone = 1`, which nobody sees, for as long as redo can bring it back.
 *
 * Names of lists are unique among those in use, and numbers of lists and entries are never used twice: a window may
 * still speak of one that is gone. Both need the tables made anew. `tags` is a JSON array in alphabetical order.
 */
export const binAndHistory = `
CREATE TABLE list_anew (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT,
  kind TEXT NOT NULL,
  created_at TEXT NOT NULL,
  binned_at TEXT,
  undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
INSERT INTO list_anew (id, name, kind, created_at) SELECT id, name, kind, created_at FROM list;
DROP TABLE list;
ALTER TABLE list_anew RENAME TO list;

CREATE UNIQUE INDEX list_in_use ON list (name) WHERE binned_at IS NULL AND undone = 0;

CREATE TABLE entry_anew (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  list_id INTEGER NOT NULL REFERENCES list (id) ON DELETE CASCADE,
  compound_id INTEGER REFERENCES compound (id),
  text TEXT NOT NULL,
  line INTEGER NOT NULL,
  duplicate_of_line INTEGER,
  label TEXT,
  energy_above_hull_ev_per_atom REAL,
  note TEXT,
  external_id TEXT,
  other_columns TEXT,
  problem TEXT,
  tags TEXT,
  binned_at TEXT,
  undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
  CHECK ((compound_id IS NULL) <> (problem IS NULL))
) STRICT;
INSERT INTO entry_anew (id, list_id, compound_id, text, line, duplicate_of_line, label,
    energy_above_hull_ev_per_atom, note, external_id, other_columns, problem)
  SELECT id, list_id, compound_id, text, line, duplicate_of_line, label,
    energy_above_hull_ev_per_atom, note, external_id, other_columns, problem FROM entry ORDER BY id;
DROP TABLE entry;
ALTER TABLE entry_anew RENAME TO entry;

CREATE INDEX entry_by_list ON entry (list_id, undone, binned_at);
CREATE INDEX unread_entry_by_list ON entry (list_id, undone, binned_at) WHERE compound_id IS NULL;
CREATE INDEX entry_by_compound ON entry (compound_id, list_id);
CREATE INDEX binned_entry ON entry (id) WHERE binned_at IS NOT NULL;
CREATE INDEX undone_entry ON entry (id) WHERE undone = 1;

CREATE TABLE step (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  what TEXT NOT NULL,
  made_at TEXT NOT NULL,
  records INTEGER NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;

CREATE TABLE step_list (
  step_id INTEGER NOT NULL REFERENCES step (id) ON DELETE CASCADE,
  list_id INTEGER NOT NULL REFERENCES list (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  binned_at TEXT,
  undone INTEGER NOT NULL,
  PRIMARY KEY (step_id, list_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX step_list_by_list ON step_list (list_id);

CREATE TABLE step_entry (
  step_id INTEGER NOT NULL REFERENCES step (id) ON DELETE CASCADE,
  field TEXT NOT NULL CHECK (field IN ('label', 'note', 'tags', 'binned_at', 'undone')),
  entry_id INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  other ANY,
  PRIMARY KEY (step_id, field, entry_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX step_entry_by_entry ON step_entry (entry_id);
`
