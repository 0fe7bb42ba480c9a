import type { Connection } from './database/connection.ts'
import { inUse } from './entries.ts'
import type { Compound, CompoundId, ModelId, ReadableLibrary, WritableLibrary } from './library.ts'
import type { Writing } from './writing.ts'

type ScoreMethods = Pick<ReadableLibrary, 'scores' | 'unscored'> & Pick<WritableLibrary, 'saveScores'>

/**
 * Of a list (1), after a compound (2), for a model (3), so many (4). The entries come first, in the order of their index:
 * looked at from the compounds, or ordered by their numbers there, each question would go through the whole list.
 */
export const selectUnscored = `SELECT compound.id, formula FROM entry CROSS JOIN compound ON compound.id = compound_id
  WHERE list_id = ? AND ${inUse} AND compound_id > ?
    AND NOT EXISTS (SELECT 1 FROM score WHERE model_id = ? AND score.compound_id = entry.compound_id)
  GROUP BY compound_id ORDER BY compound_id LIMIT ?`

/** The part of a library that keeps what models said of compounds. */
export function scoresOf(writing: Writing): ScoreMethods {
  const { connection } = writing
  return {
    scores: (model, compounds) => scoresAmong(connection, model, compounds),
    unscored: (list, model, after, count) =>
      connection.all<Compound>(selectUnscored, list, after ?? 0, model, count),
    saveScores: (model, scores) => {
      writing.transaction(() => {
        const compounds: CompoundId[] = []
        for (const { compoundId, value } of scores) {
          compounds.push(compoundId)
          connection.run(
            // One that was removed meanwhile, as with a search that was cancelled, has no use for it.
            `INSERT INTO score (model_id, compound_id, value) SELECT ?, id, ? FROM compound WHERE id = ?
             ON CONFLICT (model_id, compound_id) DO UPDATE SET value = excluded.value`,
            model,
            value,
            compoundId,
          )
        }
        writing.tell({ kind: 'scores', model, compounds })
      })
    },
  }
}

/** Scores of those of the compounds that a model has scored. */
export function scoresAmong(
  connection: Connection,
  model: ModelId,
  compounds: Iterable<CompoundId>,
): ReadonlyMap<CompoundId, number> {
  const rows = connection.all<{ compoundId: CompoundId; value: number }>(
    `SELECT compound_id AS compoundId, score.value FROM json_each(?) AS wanted
     CROSS JOIN score ON score.model_id = ? AND score.compound_id = wanted.value`,
    JSON.stringify([...compounds]),
    model,
  )
  return new Map(rows.map(({ compoundId, value }) => [compoundId, value]))
}
