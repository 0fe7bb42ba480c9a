import { z } from 'zod'
import { ELEMENT_PROPERTIES } from '../../domain/descriptor/index.ts'
import type { Evaluation } from '../../domain/evaluation/index.ts'
import { sha256 } from '../floats.ts'
import { retrainingRecordSchema } from '../retraining/record.ts'
import { aimSchema } from '../studies/study-format.ts'
import { settingsSchema, sourceSchema } from '../training/run-format.ts'

export const MODEL_FORMAT = 'anomalite-model'

/** Raised when a reader of the last version could no longer understand the file; see `versionOf`. */
export const MODEL_VERSION = 3

/** The first version that has all that a manifest says: earlier programs read what they can understand. */
export function versionOf({ retraining, study }: Pick<ModelManifest, 'retraining' | 'study'>): 1 | 2 | 3 {
  if (study) return 3
  return retraining ? 2 : 1
}

const intervalSchema = z.strictObject({ lower: z.number(), upper: z.number() })

const evaluationSchema: z.ZodType<Evaluation> = z.strictObject({
  maxEnergyAboveHullEvPerAtom: z.number(),
  n: z.int(),
  positives: z.int(),
  negatives: z.int(),
  trainedOn: z.int(),
  negativesTrainedOn: z.int(),
  auc: z.number(),
  aucInterval: intervalSchema,
  aucTrainedOn: z.number().nullable(),
  aucAllPositives: z.number(),
  aucAllPositivesInterval: intervalSchema,
  byElements: z.array(
    z.strictObject({
      elements: z.int(),
      heldOutPositives: z.int(),
      negatives: z.int(),
      auc: z.number().nullable(),
    }),
  ),
  rmseByBin: z.array(
    z.strictObject({
      fromEvPerAtom: z.number(),
      toEvPerAtom: z.number().nullable(),
      n: z.int(),
      lowerQuartile: z.number(),
      median: z.number(),
      upperQuartile: z.number(),
    }),
  ),
})

const studyOriginSchema = z.strictObject({
  /** Its folder's name, and when it was begun: another study may have taken the name since. */
  id: z.string(),
  createdAt: z.iso.datetime(),
  name: z.string(),
  aim: aimSchema,
  /** 1-based. */
  trial: z.int().positive(),
  /** Complete ones among which it was chosen. */
  completeTrials: z.int().positive(),
})

const checksum = z.string().regex(/^[0-9a-f]{64}$/)

export const manifestSchema = z.strictObject({
  format: z.literal(MODEL_FORMAT),
  version: z.literal([1, 2, MODEL_VERSION]),
  name: z.string().min(1),
  createdAt: z.iso.datetime(),
  /** SHA-256 of the element table behind the descriptor: another table gives other descriptors. */
  elementTableSha256: checksum,
  settings: settingsSchema,
  source: sourceSchema,
  positives: z.strictObject({ training: z.int().positive(), heldOut: z.int().positive() }),
  engine: z.strictObject({ backend: z.enum(['tensorflow', 'wasm']), device: z.string() }),
  selectedEpoch: z.int().positive(),
  /** Losses of every epoch trained. */
  history: z.array(z.strictObject({ epoch: z.int(), trainingLoss: z.number(), validationLoss: z.number() })),
  /** On the held-out positives. */
  heldOut: z.strictObject({
    /** Root of the mean squared error over all features and compositions. */
    rmse: z.number().nonnegative(),
    /** About the one mean of all features; null where it is undefined. */
    rSquaredGlobal: z.number().nullable(),
    /** About each feature's own mean; null where it is undefined. */
    rSquaredPerFeature: z.number().nullable(),
    /** RMSE quantiles at equally spaced probabilities from 0 to 1. */
    rmseQuantiles: z.array(z.number().nonnegative()).min(2).max(100_001),
  }),
  /** Against a labelled set, when there was one; labels take no part in training. */
  evaluation: z.strictObject({ source: z.string(), result: evaluationSchema }).nullable(),
  /** Where it comes from, when it is a retraining of another model. */
  retraining: retrainingRecordSchema.exactOptional(),
  /** The trial that it was, when it comes from a study. */
  study: studyOriginSchema.exactOptional(),
  files: z.strictObject({
    /** All parameters, little-endian float32, in the network's order. */
    'weights.bin': checksum,
    /** Canonical formulas, one a line. */
    'training.txt': checksum,
    'held-out.txt': checksum,
    /** What the layers did, per epoch. */
    'diagnostics.json': checksum,
  }),
})

/**
 * A manifest with the SHA-256 of its own JSON text, which is compact and in the order of its keys. Text that differs only
 * in white space or in the spelling of a value says the same and has the same checksum.
 */
export function sealManifest(manifest: ModelManifest): ModelManifest & { readonly sha256: string } {
  return { ...manifest, sha256: sha256(JSON.stringify(manifest)) }
}

/** The rest of a sealed manifest as it was parsed, or null when its seal is missing or not its own. */
export function openSeal(sealed: Readonly<Record<string, unknown>>): Record<string, unknown> | null {
  const { sha256: seal, ...rest } = sealed
  return seal === sha256(JSON.stringify(rest)) ? rest : null
}

/** Everything about a model but its numbers: what it was trained on, how, and how good it is. */
export type ModelManifest = z.infer<typeof manifestSchema>

/** The study that a model comes from, what it varied, and which of its trials the model was. */
export type StudyOrigin = z.infer<typeof studyOriginSchema>

/** The manifest of a model that comes from a study. */
export function ofStudy(manifest: ModelManifest, study: StudyOrigin): ModelManifest {
  return { ...manifest, version: versionOf({ ...manifest, study }), study }
}

/** SHA-256 of this program's element table. */
export const ELEMENT_TABLE_SHA256 = sha256(JSON.stringify(ELEMENT_PROPERTIES))
