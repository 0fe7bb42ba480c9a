/**
 * A step can keep what the text of an entry was and how it was read ("reading"): one value, for its parts only make
 * sense together. What it names by that, a sweep of compounds must find quickly.
 */
export const corrections = `
CREATE TABLE step_entry_anew (
  step_id INTEGER NOT NULL REFERENCES step (id) ON DELETE CASCADE,
  field TEXT NOT NULL CHECK (field IN ('label', 'note', 'tags', 'binned_at', 'undone', 'reading')),
  entry_id INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  other ANY,
  PRIMARY KEY (step_id, field, entry_id)
) STRICT, WITHOUT ROWID;
INSERT INTO step_entry_anew SELECT step_id, field, entry_id, other FROM step_entry;
DROP TABLE step_entry;
ALTER TABLE step_entry_anew RENAME TO step_entry;

CREATE INDEX step_entry_by_entry ON step_entry (entry_id);
CREATE INDEX other_reading ON step_entry (step_id) WHERE field = 'reading';
`
