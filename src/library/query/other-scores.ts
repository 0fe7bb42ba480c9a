import type { Connection } from '../database/connection.ts'
import type { CompoundId, ModelId } from '../library.ts'

/** What another model of the same kind said of a compound. */
export interface OtherScore {
  readonly compound: CompoundId
  readonly model: ModelId
  readonly score: number
}

/**
 * Scores of compounds by other models of a model's kind: for each compound that has some, that of the model which the
 * library came to know last. Looked up by key, so that it takes as long as there are compounds and models.
 */
export function otherScores(
  connection: Connection,
  model: ModelId,
  compounds: readonly CompoundId[],
): OtherScore[] {
  const found = connection.all<OtherScore>(
    `SELECT score.compound_id AS compound, other.id AS model, score.value AS score
     FROM json_each(?) AS wanted
     CROSS JOIN model AS other ON other.id <> ? AND other.kind = (SELECT kind FROM model WHERE id = ?)
     CROSS JOIN score ON score.model_id = other.id AND score.compound_id = wanted.value
     ORDER BY other.id`,
    JSON.stringify(compounds),
    model,
    model,
  )
  return [...new Map(found.map(other => [other.compound, other])).values()]
}
