import { z } from 'zod'
import { method } from '../method.ts'
import { modelId, name, nothing, studyId } from '../values.ts'
import { job } from './jobs.ts'
import { trainingChoice, trainingData } from './models.ts'

/** The most trials that one search may have, and the most networks that a sweep may train. */
export const MOST_TRIALS = 1000

const batchRange = z.strictObject({ least: z.int().min(1).max(100_000), most: z.int().min(1).max(100_000) })
const rateRange = z.strictObject({ least: z.number().positive().max(1), most: z.number().positive().max(1) })

/** What a study is to find out. */
export const studyAim = z.discriminatedUnion('kind', [
  /** Which batch and learning rate give the lowest validation loss. */
  z.strictObject({
    kind: z.literal('search'),
    trials: z.int().min(1).max(MOST_TRIALS),
    batchSize: batchRange,
    learningRate: rateRange,
  }),
  /** How well networks of each latent size reconstruct. */
  z.strictObject({
    kind: z.literal('sweep'),
    latentSizes: z.array(z.int().min(1).max(1024)).min(1).max(32).readonly(),
    repeats: z.int().min(1).max(30),
  }),
])

/** What came of a trial, or where it stands. RMSE are of the selected epoch, null where none was selected. */
const trialRow = z.strictObject({
  /** 1-based, in the order in which they were begun. */
  number: z.int().positive(),
  batchSize: z.int(),
  learningRate: z.number(),
  latentSize: z.int(),
  seed: z.int(),
  /** `pruned`: given up as hopeless. `open`: begun and not ended; it goes on with the study. */
  state: z.enum(['open', 'complete', 'pruned', 'diverged']),
  /** Epochs trained so far. */
  epochs: z.int().nonnegative(),
  selectedEpoch: z.int().nullable(),
  trainingRmse: z.number().nullable(),
  heldOutRmse: z.number().nullable(),
  /** Lowest over the epochs so far; null before the first has ended. */
  lowestHeldOutRmse: z.number().nullable(),
  rSquaredGlobal: z.number().nullable(),
  rSquaredPerFeature: z.number().nullable(),
  seconds: z.number(),
  /** Whether its weights are kept, so that it can become a model. */
  hasModel: z.boolean(),
})

const studySummary = z.strictObject({
  id: studyId,
  name: z.string(),
  createdAt: z.string(),
  aim: studyAim,
  trialsEnded: z.int().nonnegative(),
  trialsInAll: z.int().positive(),
  /** The complete trial of the lowest held-out loss. */
  best: trialRow.nullable(),
})

const one = z.strictObject({ study: studyId })

/** A folder's name in the bin of studies. */
const binnedStudy = z.string().min(1).max(250)

export const studyMethods = {
  /** The newest first; and folders that cannot be read, with why. */
  'studies.all': method(
    nothing,
    z.strictObject({
      studies: z.array(studySummary),
      broken: z.array(z.strictObject({ id: studyId, message: z.string() })),
    }),
  ),
  /** Throws `study/unknown`, `study/broken`, `study/newer`. */
  'studies.details': method(
    one,
    studySummary.extend({
      settings: trainingChoice.omit({ backend: true }),
      source: z.string(),
      trials: z.array(trialRow),
    }),
  ),
  /**
   * Begins a study as a job. Throws `study/exists`, `study/aim`, `training/no-data`, `training/settings`,
   * `library/no-such-list`, `model/unknown`.
   */
  'studies.start': method(
    z.strictObject({
      name,
      data: trainingData,
      /** Of every trial, but for what the aim varies. */
      settings: trainingChoice,
      aim: studyAim,
      /** Sources and licences of the data, kept with the models. */
      attribution: z.array(z.string().trim().min(1).max(1000)).max(20),
    }),
    job,
  ),
  /**
   * Goes on with a study that was stopped or is done; `trials` gives a search another number of them.
   * Throws `study/unknown`, `study/running`, `study/aim`, `study/complete`.
   */
  'studies.resume': method(one.extend({ trials: z.int().min(1).max(MOST_TRIALS).nullable() }), job),
  /** Makes a model of a trial whose weights are kept. Throws `study/no-model`, `model/exists`. */
  'studies.adopt': method(
    one.extend({ trial: z.int().positive(), name }),
    z.strictObject({ model: modelId }),
  ),
  /** Moves a study to the bin of the data folder. Throws `study/running`, `study/unknown`. */
  'studies.remove': method(one, z.strictObject({ binned: binnedStudy })),
  /** Takes a study out of the bin again. Throws `study/not-binned`, `study/exists`. */
  'studies.restore': method(z.strictObject({ binned: binnedStudy }), one),
}

export type StudyAim = z.infer<typeof studyAim>
export type TrialRow = z.infer<typeof trialRow>
export type StudySummary = z.infer<typeof studySummary>
export type StudyDetails = z.infer<(typeof studyMethods)['studies.details']['output']>
