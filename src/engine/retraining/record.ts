import { z } from 'zod'
import type {
  FoldResult,
  FoldValidation,
  GroupComparison,
  LabelledComparison,
  ModelComparison,
} from '../../domain/retraining/index.ts'
import { lossesApartSchema } from '../training/run-format.ts'
import { listSchema, parentSchema, type RetrainingPlan } from './plan.ts'

export const foldResultSchema: z.ZodType<FoldResult> = z.strictObject({
  repeat: z.int(),
  fold: z.int(),
  n: z.int(),
  olderRmse: z.number(),
  newerRmse: z.number(),
  improved: z.number(),
  oldPositivesOlderRmse: z.number(),
  oldPositivesNewerRmse: z.number(),
})

const meanAndSpread = z.strictObject({ mean: z.number(), spread: z.number().nullable() })

const validationSchema: z.ZodType<FoldValidation> = z.strictObject({
  by: z.enum(['compositions', 'systems']),
  folds: z.int(),
  repeats: z.int(),
  results: z.array(foldResultSchema),
  older: meanAndSpread,
  newer: meanAndSpread,
  change: meanAndSpread,
  oldPositivesChange: meanAndSpread,
})

const interval = z.strictObject({ lower: z.number(), upper: z.number() })

const groupScores = z.strictObject({
  meanRmse: z.number(),
  rmseQuantiles: z.array(z.number()),
  percentileQuantiles: z.array(z.number()).nullable(),
})

const groupComparison: z.ZodType<GroupComparison> = z.strictObject({
  n: z.int(),
  older: groupScores,
  newer: groupScores,
  improved: z.int(),
  meanChange: z.number(),
  meanChangeInterval: interval,
})

const labelledComparison: z.ZodType<LabelledComparison> = z.strictObject({
  positives: z.int(),
  negatives: z.int(),
  older: z.number(),
  olderInterval: interval,
  newer: z.number(),
  newerInterval: interval,
  change: z.number(),
  changeInterval: interval,
})

export const comparisonSchema: z.ZodType<ModelComparison> = z.strictObject({
  inHouse: groupComparison.nullable(),
  old: groupComparison.nullable(),
  labelled: labelledComparison.nullable(),
  ranked: z.int(),
  moved: z.array(
    z.strictObject({
      formula: z.string(),
      group: z.enum(['in-house', 'old', 'labelled']),
      olderRmse: z.number(),
      newerRmse: z.number(),
      olderRank: z.int(),
      newerRank: z.int(),
    }),
  ),
})

/** What a model's manifest says of the retraining that it comes from. */
export const retrainingRecordSchema = z.strictObject({
  parent: parentSchema,
  start: z.enum(['warm', 'scratch']),
  lists: z.array(listSchema),
  /** Distinct in-house compositions. */
  counts: z.strictObject({
    /** The parent was trained on them: they trained again, and did not judge. */
    known: z.int(),
    /** The parent holds them out: they stayed held out. */
    heldOutByParent: z.int(),
    /** New to the parent, trained on. */
    training: z.int(),
    /** New to the parent, held out. */
    heldOut: z.int(),
    /** Positives of the parent that were trained on again. */
    replayed: z.int(),
  }),
  /** Held-out losses after each epoch. */
  losses: z.array(lossesApartSchema.extend({ epoch: z.int() })),
  /** Null until it is done, and where none was asked for. */
  validation: validationSchema.nullable(),
  /** With the parent; null until it is done. */
  comparison: comparisonSchema.nullable(),
})

export type RetrainingRecord = z.infer<typeof retrainingRecordSchema>

/** The record of a retraining whose model has just been trained. */
export function newRecord(
  { parent, start, lists, known, heldOutByParent, training, heldOut, replayed }: RetrainingPlan,
  losses: RetrainingRecord['losses'],
): RetrainingRecord {
  return {
    parent,
    start,
    lists,
    counts: {
      known: known.length,
      heldOutByParent,
      training: training.length,
      heldOut: heldOut.length,
      replayed: replayed.length,
    },
    losses,
    validation: null,
    comparison: null,
  }
}
