import { z } from 'zod'
import { settingsSchema, sourceSchema } from '../training/run-format.ts'

export const STUDY_FORMAT = 'anomalite-study'
/** Raised when a reader of the last version could no longer understand a study. */
export const STUDY_VERSION = 1

const range = z.strictObject({ least: z.number(), most: z.number() })

export const aimSchema = z.discriminatedUnion('kind', [
  /** Batch and rate of the lowest validation loss. */
  z.strictObject({ kind: z.literal('search'), trials: z.int(), batchSize: range, learningRate: range }),
  /** How well each size of the bottleneck reconstructs; each so often, from other initial weights. */
  z.strictObject({ kind: z.literal('sweep'), latentSizes: z.array(z.int()).readonly(), repeats: z.int() }),
])

/** `study.json`. */
export const studySchema = z.strictObject({
  format: z.literal(STUDY_FORMAT),
  version: z.literal(STUDY_VERSION),
  name: z.string(),
  createdAt: z.iso.datetime(),
  aim: aimSchema,
  /** Of every trial, but for what the aim varies. */
  settings: settingsSchema,
  source: sourceSchema,
  trainingSha256: z.string(),
  heldOutSha256: z.string(),
})

/** What tells a study of a later version. */
export const versionedSchema = z.object({ format: z.literal(STUDY_FORMAT), version: z.number() })

const outcomeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('complete'),
    selectedEpoch: z.int(),
    /** Mean squared errors of the selected epoch. */
    trainingLoss: z.number(),
    validationLoss: z.number(),
    rSquaredGlobal: z.number().nullable(),
    rSquaredPerFeature: z.number().nullable(),
  }),
  /** Given up as hopeless after its last epoch. */
  z.strictObject({ kind: z.literal('pruned') }),
  /** Its loss stopped being a number. */
  z.strictObject({ kind: z.literal('diverged') }),
])

/** `trials/<number>.json`. */
export const trialSchema = z.strictObject({
  /** 1-based, in the order in which they were begun. */
  number: z.int().positive(),
  batchSize: z.int(),
  learningRate: z.number(),
  latentSize: z.int(),
  /** Of the initial weights and the order; the split is that of the study. */
  seed: z.int(),
  /** After epoch 1, 2, …; empty until the trial has ended. */
  validationLosses: z.array(z.number()).readonly(),
  seconds: z.number(),
  /** Null until the trial has ended. */
  outcome: outcomeSchema.nullable(),
})

/** What a study is to find out. */
export type StudyAim = z.infer<typeof aimSchema>
export type SearchAim = Extract<StudyAim, { kind: 'search' }>
export type SweepAim = Extract<StudyAim, { kind: 'sweep' }>

/** One training of a study: what it varies, and what came of it. */
export type Trial = z.infer<typeof trialSchema>
export type CompleteTrial = Trial & { readonly outcome: Extract<Trial['outcome'], { kind: 'complete' }> }
