import { z } from 'zod'
import { method } from '../method.ts'
import { jobId, listId, modelId, name } from '../values.ts'
import { job } from './jobs.ts'
import { stabilitySummary, trainingData, trainingPreview } from './models.ts'

/** How a stability model is fitted. */
export const fittingChoice = z.strictObject({
  data: trainingData,
  seed: z.int().min(0).max(4_294_967_295),
  /** With `compounds-and-systems` a second fit, with whole chemical systems held out, judges as well. */
  judgedBy: z.enum(['compounds', 'compounds-and-systems']),
  /** Sources and licences of the data, kept with the model. */
  attribution: z.array(z.string().trim().min(1).max(1000)).max(20),
})

/** What a choice of data comes to. */
const fittingPreview = trainingPreview.extend({
  /** Compositions whose amounts are no whole numbers: no analogs of them are known. */
  withoutWholeAmounts: z.int(),
})

/** Lists of which compounds are to be added to the tables of a model. */
const additionsChoice = z.strictObject({ model: modelId, lists: z.array(listId).min(1).max(1000) })

/** What lists add to the tables of a model; `positives` are those that it does not know yet. */
const additionsPreview = fittingPreview.omit({ rareElements: true }).extend({
  /** Compounds that it knows already. */
  known: z.int(),
})

export const fittingMethods = {
  /** What a choice of data comes to, before a fit. */
  'fitting.preview': method(trainingData, fittingPreview),
  /**
   * Begins a fit as a job. Cancelled it is interrupted, and cancelled once more given up. Throws `model/exists`,
   * `training/run-exists`, `training/no-data`, `library/no-such-list`, `model/unknown`.
   */
  'fitting.start': method(fittingChoice.extend({ name }), job),
  /** What a fit that is not finished was begun with. Throws `fit/no-such-fit`. */
  'fitting.plan': method(
    z.strictObject({ job: jobId }),
    fittingChoice.pick({ seed: true, judgedBy: true }).extend({
      /** Names of lists and models; null while they are not read yet. */
      description: z.string().nullable(),
    }),
  ),
  /** What lists would add to the tables of a model. Throws `model/unknown`, `model/other-kind`, `library/no-such-list`. */
  'additions.preview': method(additionsChoice, additionsPreview),
  /**
   * Makes a model with the trees of another, in whose tables the compounds of lists are as well, and takes it into use.
   * Throws what the preview throws, `fit/nothing-to-add`, `model/exists` and `training/run-exists`.
   */
  'additions.add': method(
    additionsChoice.extend({ name }),
    z.strictObject({ model: stabilitySummary, added: z.int() }),
  ),
}

export type FittingChoice = z.infer<typeof fittingChoice>
export type FittingPreview = z.infer<typeof fittingPreview>
export type AdditionsPreview = z.infer<typeof additionsPreview>
