/** Scores follow their model: the index by error is what a ranking of a million rows pages through. */
export const modelsAndScores = `
CREATE TABLE model (
  id INTEGER PRIMARY KEY,
  folder TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  manifest TEXT NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  registered_at TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX one_active_model ON model (active) WHERE active = 1;

CREATE TABLE score (
  model_id INTEGER NOT NULL REFERENCES model (id) ON DELETE CASCADE,
  compound_id INTEGER NOT NULL REFERENCES compound (id),
  rmse REAL NOT NULL,
  PRIMARY KEY (model_id, compound_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX score_by_rmse ON score (model_id, rmse, compound_id);
`
