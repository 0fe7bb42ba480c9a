/**
 * Models give scores of two kinds, and one of each is in use. Queries hold scores in memory: the index by error, which
 * made each score cost two writes, has nobody left to ask it.
 */
export const modelsOfTwoKinds = `
ALTER TABLE model ADD COLUMN kind TEXT NOT NULL DEFAULT 'rmse' CHECK (kind IN ('rmse', 'stability'));
DROP INDEX one_active_model;
CREATE UNIQUE INDEX one_active_model ON model (kind) WHERE active = 1;
DROP INDEX score_by_rmse;
ALTER TABLE score RENAME COLUMN rmse TO value;
`
