/** A job can be paused, and names what it works on. */
export const jobsThatPause = `
CREATE TABLE job_with_subject (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  state TEXT NOT NULL
    CHECK (state IN ('queued', 'running', 'paused', 'done', 'failed', 'cancelled', 'interrupted')),
  progress REAL NOT NULL CHECK (progress BETWEEN 0 AND 1),
  parameters TEXT NOT NULL,
  result TEXT,
  error TEXT,
  created_at TEXT NOT NULL,
  started_at TEXT,
  finished_at TEXT
) STRICT;

INSERT INTO job_with_subject
  SELECT id, kind, '', state, progress, parameters, result, error, created_at, started_at, finished_at FROM job;

DROP TABLE job;

ALTER TABLE job_with_subject RENAME TO job;
`
