/**
 * A compound is one composition, whatever its spellings. Its elements are a bit each (bit Z−1 of the low word
 * for Z ≤ 60, bit Z−61 of the high word above), so that "only", "at least" and "without" are one AND apiece.
 *
 * A list without a name is an import that has not finished: never shown, removed at the next start.
 *
 * Entries of a list keep the order of their ids. `compound_id` is null exactly where `problem` says why.
 */
export const compoundsAndLists = `
CREATE TABLE compound (
  id INTEGER PRIMARY KEY,
  formula TEXT NOT NULL UNIQUE,
  element_count INTEGER NOT NULL,
  elements_low INTEGER NOT NULL,
  elements_high INTEGER NOT NULL
) STRICT;

CREATE TABLE list (
  id INTEGER PRIMARY KEY,
  name TEXT UNIQUE,
  kind TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE entry (
  id INTEGER PRIMARY KEY,
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
  CHECK ((compound_id IS NULL) <> (problem IS NULL))
) STRICT;

CREATE INDEX entry_by_list ON entry (list_id);
CREATE INDEX entry_by_compound ON entry (compound_id, list_id);
`
