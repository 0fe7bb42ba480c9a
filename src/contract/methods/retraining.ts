import { z } from 'zod'
import type { Effect, FoldValidation, ModelComparison, Verdict } from '../../domain/retraining/index.ts'
import { method } from '../method.ts'
import { elementSymbol, listId, modelId, name } from '../values.ts'
import { job } from './jobs.ts'
import { trainingChoice } from './models.ts'

/** A repeated cross-validation over the in-house positives that are new to the parent; each fold is a warm start. */
const foldChoice = z.strictObject({
  by: z.enum(['compositions', 'systems']),
  folds: z.int().min(2).max(100),
  repeats: z.int().min(1).max(100),
})

/** What a retraining sees. */
export const retrainingData = z.strictObject({
  parent: modelId,
  lists: z
    .array(
      z.strictObject({
        list: listId,
        /** How much each of its compositions counts, an old positive counting 1. */
        weight: z.number().positive().max(1000),
      }),
    )
    .min(1)
    .max(100),
  /** Lines at or above it never train; they judge the model afterwards. */
  maxEnergyAboveHullEvPerAtom: z.number(),
  /** From the weights of the parent, or from new ones. */
  start: z.enum(['warm', 'scratch']),
  /** Positives of the parent to train on again at most; null: as many as suit the lists, or all from scratch. */
  replay: z.int().min(0).max(10_000_000).nullable(),
  /** Share of the in-house positives that are new to the parent which is held out. */
  heldOutShare: z.number().min(0).lt(1),
  folds: foldChoice.nullable(),
  seed: z.int().min(0).max(4_294_967_295),
})

/** How a retraining trains. The network and the descriptor are the parent's. */
export const retrainingChoice = trainingChoice.pick({
  learningRate: true,
  batchSize: true,
  epochs: true,
  patienceEpochs: true,
  backend: true,
})

const effect: z.ZodType<Effect> = z.enum(['better', 'worse', 'unchanged', 'unclear'])

/** `sentences` say the same in plain words, most important first. */
const verdict: z.ZodType<Verdict> = z.strictObject({
  inHouse: effect.nullable(),
  old: effect.nullable(),
  labelled: effect.nullable(),
  sentences: z.array(z.string()),
})

const interval = z.strictObject({ lower: z.number(), upper: z.number() })

/** Quantiles at 0, 0.05, 0.25, 0.5, 0.75, 0.95 and 1. */
const groupScores = z.strictObject({
  meanRmse: z.number(),
  rmseQuantiles: z.array(z.number()),
  /** Per cent of the old held-out positives with a larger RMSE under the same model. */
  percentileQuantiles: z.array(z.number()).nullable(),
})

const groupComparison = z.strictObject({
  n: z.int(),
  older: groupScores,
  newer: groupScores,
  /** Compounds with a lower RMSE under the newer model. */
  improved: z.int(),
  /** Mean of newer less older RMSE, and its 95 % bootstrap interval. */
  meanChange: z.number(),
  meanChangeInterval: interval,
})

/** Two models side by side on compounds that neither was trained on. */
const comparison: z.ZodType<ModelComparison> = z.strictObject({
  /** Those that only the newer model holds out and the older has never met. */
  inHouse: groupComparison.nullable(),
  /** Those that the older model holds out. */
  old: groupComparison.nullable(),
  /** AUC of −RMSE with 95 % intervals; that of the change is paired. */
  labelled: z
    .strictObject({
      positives: z.int(),
      negatives: z.int(),
      older: z.number(),
      olderInterval: interval,
      newer: z.number(),
      newerInterval: interval,
      change: z.number(),
      changeInterval: interval,
    })
    .nullable(),
  /** How many compounds are ranked, 1 the lowest RMSE, and those that moved most. */
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

/** The standard deviation is over the folds; null for a single one. */
const meanAndSpread = z.strictObject({ mean: z.number(), spread: z.number().nullable() })

const validation: z.ZodType<FoldValidation> = z.strictObject({
  ...foldChoice.shape,
  results: z.array(
    z.strictObject({
      repeat: z.int(),
      fold: z.int(),
      n: z.int(),
      olderRmse: z.number(),
      newerRmse: z.number(),
      improved: z.number(),
      oldPositivesOlderRmse: z.number(),
      oldPositivesNewerRmse: z.number(),
    }),
  ),
  older: meanAndSpread,
  newer: meanAndSpread,
  change: meanAndSpread,
  oldPositivesChange: meanAndSpread,
})

export const retrainingMethods = {
  /** What is usual for a parent and a start. Throws `model/unknown`. */
  'retraining.defaults': method(
    z.strictObject({ parent: modelId, start: z.enum(['warm', 'scratch']) }),
    retrainingChoice,
  ),
  /**
   * What a retraining would see, before it begins. Throws `retraining/no-positives`, `retraining/nothing-to-train`,
   * `retraining/too-few-for-folds`, `retraining/folds-from-scratch`, `library/no-such-list`, `model/unknown`.
   */
  'retraining.preview': method(
    retrainingData,
    z.strictObject({
      lists: z.array(z.strictObject({ name: z.string(), weight: z.number(), positives: z.int() })),
      /** Distinct in-house positives by what becomes of them. `known`: the parent was trained on them. */
      known: z.int(),
      /** The parent holds them out, and so does the new model. */
      heldOutByParent: z.int(),
      training: z.int(),
      heldOut: z.int(),
      /** Chemical systems among those that are new to the parent. */
      systems: z.int(),
      /** Positives of the parent that train again. */
      replayed: z.int(),
      /** Compositions that both models score in the end. */
      judging: z.int(),
      /** Entries that do not train, by why. */
      duplicates: z.int(),
      aboveLimit: z.int(),
      withoutEnergy: z.int(),
      outsideModel: z.int(),
      unread: z.int(),
      /** Compositions that are made by one list and at or above the limit by another. */
      contested: z.int(),
      /** Elements in fewer than ten of the compositions that the parent was trained on. */
      rareElements: z.array(z.strictObject({ element: elementSymbol, parent: z.int(), inHouse: z.int() })),
    }),
  ),
  /** Seconds that a retraining would take here, measured on a short probe; folds and judging are part of all. */
  'retraining.estimate': method(
    z.strictObject({
      parent: modelId,
      settings: retrainingChoice,
      /** `known`, `training` and `replayed` of the preview together. */
      trained: z.int().positive(),
      /** `judging` of the preview. */
      judging: z.int().nonnegative(),
      folds: foldChoice.nullable(),
    }),
    z.strictObject({ backend: z.string(), secondsPerEpoch: z.number(), secondsInAll: z.number() }),
  ),
  /**
   * Begins a retraining as a job of the kind `train`: `training.curve`, `training.finish` and the methods of jobs take
   * it. Throws what `retraining.preview` and `training.start` throw.
   */
  'retraining.start': method(
    z.strictObject({
      name,
      data: retrainingData,
      settings: retrainingChoice,
      /** Sources and licences of the lists, kept with the model. */
      attribution: z.array(z.string().trim().min(1).max(1000)).max(20),
    }),
    job,
  ),
  /** What a model's retraining came to. Throws `retraining/none` for a model that is no retraining. */
  'retraining.comparison': method(
    z.strictObject({ model: modelId }),
    z.strictObject({
      parent: z.strictObject({
        id: z.string(),
        name: z.string(),
        /** SHA-256 of its weights; `isThere`: whether a model of that id still has them. */
        fingerprint: z.string(),
        isThere: z.boolean(),
      }),
      start: z.enum(['warm', 'scratch']),
      lists: z.array(z.strictObject({ name: z.string(), weight: z.number(), positives: z.int() })),
      counts: z.strictObject({
        known: z.int(),
        heldOutByParent: z.int(),
        training: z.int(),
        heldOut: z.int(),
        replayed: z.int(),
      }),
      /** Held-out losses after each epoch. */
      losses: z.array(
        z.strictObject({ epoch: z.int(), inHouse: z.number().nullable(), old: z.number().nullable() }),
      ),
      validation: validation.nullable(),
      /** Null where judging was never finished. */
      comparison: comparison.nullable(),
      verdict: verdict.nullable(),
    }),
  ),
  /**
   * Compares any two models on compositions that neither was trained on; `comparing` tells how far it has come. Of the
   * lists, entries with an energy are labelled; others of lists of positives were made, and join those that only the
   * newer model holds out. Throws `comparison/nothing-held-out`, `model/unknown`, `library/no-such-list`.
   */
  'retraining.compare': method(
    z.strictObject({
      older: modelId,
      newer: modelId,
      lists: z.array(listId).max(100),
      maxEnergyAboveHullEvPerAtom: z.number(),
    }),
    z.strictObject({ comparison, verdict }),
  ),
}

export type RetrainingData = z.infer<typeof retrainingData>
export type RetrainingSettingsChoice = z.infer<typeof retrainingChoice>
export type RetrainingPreview = z.infer<(typeof retrainingMethods)['retraining.preview']['output']>
export type RetrainingComparison = z.infer<(typeof retrainingMethods)['retraining.comparison']['output']>
