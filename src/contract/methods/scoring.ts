import { z } from 'zod'
import { method } from '../method.ts'
import { listId, modelId } from '../values.ts'
import { job } from './jobs.ts'

export const scoringMethods = {
  /**
   * Scores the compounds of a list that a model (null: the active one) has not scored. A few are scored before this
   * returns; for more it gives the job that does it, which may be under way already. Null when nothing is left to do.
   * `askedBy` a screen that shows the list, nothing begins that a person has cancelled or that has failed.
   */
  'scoring.start': method(
    z.strictObject({ list: listId, model: modelId.nullable(), askedBy: z.enum(['person', 'screen']) }),
    z.strictObject({ job: job.nullable() }),
  ),
}
