import { z } from 'zod'
import {
  COMMON_STATES,
  ELEMENT_CONSTANTS,
  REPORTED_STATES,
  STATISTICS,
  type StabilityEvaluation,
  SUBSET_NAMES,
} from '../../domain/stability/index.ts'
import { sha256 } from '../floats.ts'
import { sourceSchema } from '../training/run-format.ts'

export const STABILITY_FORMAT = 'anomalite-stability-model'

/** Raised when a reader of the last version could no longer understand the file. */
export const STABILITY_VERSION = 1

const separationShape = {
  heldOutPositives: z.int(),
  negatives: z.int(),
  auc: z.number().nullable(),
}

const stabilityEvaluationSchema: z.ZodType<StabilityEvaluation> = z.strictObject({
  maxEnergyAboveHullEvPerAtom: z.number(),
  heldOutPositives: z.int(),
  negatives: z.int(),
  trainedOn: z.int(),
  auc: z.number(),
  aucInterval: z.strictObject({ lower: z.number(), upper: z.number() }),
  byElements: z.array(z.strictObject({ elements: z.int(), ...separationShape })),
  subsets: z.array(z.strictObject({ subset: z.enum(SUBSET_NAMES), ...separationShape })),
  top: z.array(z.strictObject({ count: z.int(), precision: z.number() })),
})

const checksum = z.string().regex(/^[0-9a-f]{64}$/)

/** More would not be read in a reasonable time, and make no better score. */
const MOST_TREES = 10_000
const DEEPEST = 10

const forestSchema = z.strictObject({
  trees: z.int().positive().max(MOST_TREES),
  depth: z.int().positive().max(DEEPEST),
})

export const stabilityManifestSchema = z.strictObject({
  format: z.literal(STABILITY_FORMAT),
  version: z.literal(STABILITY_VERSION),
  name: z.string().min(1),
  createdAt: z.iso.datetime(),
  /** SHA-256 of the elements' constants and of the statistics' names: others would give other scores. */
  definitionSha256: checksum,
  seed: z.int(),
  source: sourceSchema,
  positives: z.strictObject({ training: z.int().positive(), heldOut: z.int().positive() }),
  /** Compounds of lists of one's own that were added to the tables of a fitted model, whose forests stayed. */
  additions: z
    .strictObject({ parent: z.string(), lists: z.array(z.string()), compounds: z.int().positive() })
    .nullable(),
  forests: z.strictObject({ general: forestSchema, sameSize: forestSchema }),
  /** Scores of the held-out positives, log-odds: quantiles at equally spaced probabilities from 0 to 1. */
  heldOut: z.strictObject({ logOddsQuantiles: z.array(z.number()).min(2).max(100_001) }),
  /** Against compositions of known energy, when there were some; energies take no part in fitting. */
  evaluation: stabilityEvaluationSchema.nullable(),
  /** The same of a second fit, from which whole chemical systems were held out; null when there was none. */
  evaluationBySystems: stabilityEvaluationSchema.nullable(),
  files: z.strictObject({
    /**
     * Canonical formulas, one a line: what was fitted on, what was held out, and what was added afterwards. The tables of
     * known compounds are made of all of them.
     */
    'training.txt': checksum,
    'held-out.txt': checksum,
    'added.txt': checksum,
    /** Edges of the bins, then the values of the nodes of both forests, as little-endian float32. */
    'values.bin': checksum,
    /** Columns, then largest bins, of the splits of the general forest, then of the other. */
    'splits.bin': checksum,
  }),
})

/** Everything about a stability model but its numbers: what it was fitted on, how, and how good it is. */
export type StabilityManifest = z.infer<typeof stabilityManifestSchema>

export const DEFINITION_SHA256 = sha256(
  JSON.stringify([ELEMENT_CONSTANTS, COMMON_STATES, REPORTED_STATES, STATISTICS.map(({ name }) => name)]),
)
