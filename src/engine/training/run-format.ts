import { z } from 'zod'

export const RUN_FORMAT = 'anomalite-training-run'
/** Raised when a reader of the last version could no longer understand a run. Plain trainings are as in the first. */
export const RUN_VERSION = 2

export const settingsSchema = z.strictObject({
  descriptorMode: z.enum(['documented', 'chemhist-0.1.1']),
  layerSizes: z.array(z.int()).readonly(),
  bottleneckActivation: z.enum(['relu', 'linear']),
  initialisation: z.enum(['glorot-uniform', 'he-normal']),
  learningRate: z.number(),
  batchSize: z.int(),
  epochs: z.int(),
  patienceEpochs: z.int().nullable(),
  trainingShare: z.number(),
  seed: z.int(),
})

export const sourceSchema = z.strictObject({
  /** Where the positives come from, for people: a file's name or a list's. */
  description: z.string(),
  /** Rows at or above it were left out; null when the source has no energies. */
  maxEnergyAboveHullEvPerAtom: z.number().nullable(),
  /** Licence and citation that must go with the model. */
  attribution: z.array(z.string()),
})

/** `run.json`. */
export const runSchema = z.strictObject({
  format: z.literal(RUN_FORMAT),
  version: z.literal([1, RUN_VERSION]),
  name: z.string(),
  createdAt: z.iso.datetime(),
  settings: settingsSchema,
  source: sourceSchema,
  trainingSha256: z.string(),
  heldOutSha256: z.string(),
  /** Of `retraining.json`; a plain training has none. */
  retrainingSha256: z.string().exactOptional(),
})

/** What tells a run of a later version. */
export const versionedSchema = z.object({ format: z.literal(RUN_FORMAT), version: z.number() })

export const layerSchema = z.strictObject({
  layer: z.int(),
  gradientNorm: z.number(),
  updateNorm: z.number(),
  zeroActivations: z.number().nullable(),
  deadUnits: z.int().nullable(),
})

/** Mean squared errors of held-out positives apart; null for a kind of which none is held out. */
export const lossesApartSchema = z.strictObject({
  inHouse: z.number().nullable(),
  /** Of a seeded sample of the parent's. */
  old: z.number().nullable(),
})

const epochSchema = z.strictObject({
  epoch: z.int(),
  trainingLoss: z.number(),
  validationLoss: z.number(),
  /** In a retraining. */
  heldOutLosses: lossesApartSchema.exactOptional(),
  seconds: z.number(),
  layers: z.array(layerSchema),
})

const partialSchema = z.strictObject({
  stepsDone: z.int(),
  samples: z.int(),
  lossSum: z.number(),
  seconds: z.number(),
  gradientNorms: z.array(z.number()),
  updateNorms: z.array(z.number()),
})

/** A file of the run's folder and its SHA-256. */
export const fileSchema = z.strictObject({ file: z.string().regex(/^[a-z0-9-]+\.bin$/), sha256: z.string() })

/** `state.json`. */
export const stateSchema = z.strictObject({
  step: z.int(),
  history: z.array(epochSchema),
  partialEpoch: partialSchema.nullable(),
  adam: fileSchema,
  candidates: z.array(fileSchema.extend({ epoch: z.int() })),
})

/** Where the positives of a run come from. */
export type PositivesSource = z.infer<typeof sourceSchema>

/** One finished epoch: losses, wall-clock seconds and what the layers did. */
export type EpochRecord = z.infer<typeof epochSchema>

/** Losses of in-house and old held-out positives. */
export type LossesApart = z.infer<typeof lossesApartSchema>

/** What is known of an epoch that is not finished. */
export type PartialEpoch = z.infer<typeof partialSchema>
