import { z } from 'zod'
import { FOLD_PARTINGS, type FoldChoice } from '../../domain/retraining/index.ts'
import { permutation, randomStream } from '../../domain/statistics/index.ts'
import { type Split, splitPositives } from '../training/split.ts'

/** The folder of a retraining's run in which a copy of its parent lies. */
export const PARENT_FOLDER = 'parent'

/** Old held-out positives that every epoch is validated with: enough to see forgetting, few enough not to wait for. */
const WATCHED = 1000

export const parentSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** SHA-256 of its weights. */
  fingerprint: z.string(),
})

export const listSchema = z.strictObject({
  name: z.string(),
  /** How much each of its compositions counts, an old positive counting 1. */
  weight: z.number().positive(),
  /** Distinct compositions of it that may train. */
  positives: z.int(),
})

export const foldChoiceSchema: z.ZodType<FoldChoice> = z.strictObject({
  by: z.enum(FOLD_PARTINGS),
  folds: z.int().min(2),
  repeats: z.int().min(1),
})

const inHouseSchema = z.array(z.strictObject({ formula: z.string(), weight: z.number().positive() }))

/** `retraining.json`; formulas are canonical. */
export const retrainingSchema = z.strictObject({
  parent: parentSchema,
  /** From the parent's weights, or from new ones. */
  start: z.enum(['warm', 'scratch']),
  lists: z.array(listSchema),
  /** In-house positives that the parent was trained on: they train again, and never judge. */
  known: inHouseSchema,
  /** In-house positives that are new to the parent and train. */
  training: inHouseSchema,
  /** In-house positives that are new to the parent and judge. */
  heldOut: inHouseSchema,
  /** How many in-house positives the parent holds out: they stay held out. */
  heldOutByParent: z.int(),
  /** Positives of the parent that are trained on again. */
  replayed: z.array(z.string()),
  /** Held-out positives of the parent that every epoch is validated with. */
  watched: z.array(z.string()),
  folds: foldChoiceSchema.nullable(),
})

export type RetrainingPlan = z.infer<typeof retrainingSchema>

/** Compositions that a group has made, and how much each is to count. */
export interface InHouseList {
  readonly name: string
  readonly weight: number
  /** Distinct canonical formulas. */
  readonly positives: readonly string[]
}

/** What a retraining is asked for. */
export interface RetrainingChoice extends Pick<RetrainingPlan, 'start' | 'folds'> {
  /** Positives of the parent to train on again at most. */
  readonly replay: number
  /** Share of the in-house positives that are new to the parent which is held out, 0 to below 1. */
  readonly heldOutShare: number
  readonly seed: number
}

/** What a retraining sees, and what its model will say of every composition: trained on, or held out. */
export interface PlannedRetraining {
  readonly retraining: RetrainingPlan
  readonly positives: Split<string>
}

/**
 * Parts in-house positives by what the parent knows of them, and draws the replayed and the watched. A composition in
 * several lists has the largest of their weights. It depends on the sets and the seed, not on any order.
 */
export function planRetraining(
  parent: RetrainingPlan['parent'],
  known: Split<string>,
  lists: readonly InHouseList[],
  { start, folds, replay, heldOutShare, seed }: RetrainingChoice,
): PlannedRetraining {
  const weights = new Map<string, number>()
  for (const { positives, weight } of lists) {
    for (const formula of positives) weights.set(formula, Math.max(weight, weights.get(formula) ?? 0))
  }
  const trainedOn = new Set(known.training)
  const heldOutThere = new Set(known.heldOut)
  const formulas = [...weights.keys()].sort()
  const weighted = (chosen: readonly string[]) =>
    chosen.map(formula => ({ formula, weight: weights.get(formula)! }))
  const repeated = formulas.filter(formula => trainedOn.has(formula))
  const fresh = formulas.filter(formula => !trainedOn.has(formula) && !heldOutThere.has(formula))
  const split = splitPositives(fresh, 1 - heldOutShare, seed)
  const replayed = sample(
    known.training.filter(formula => !weights.has(formula)),
    replay,
    seed,
  )
  // What a warm start begins with was trained on all of the parent's, replayed or not.
  const before = start === 'warm' ? known.training : [...repeated, ...replayed]
  return {
    retraining: {
      parent,
      start,
      lists: lists.map(({ name, weight, positives }) => ({ name, weight, positives: positives.length })),
      known: weighted(repeated),
      training: weighted(split.training),
      heldOut: weighted(split.heldOut),
      heldOutByParent: formulas.filter(formula => heldOutThere.has(formula)).length,
      replayed,
      watched: sample(known.heldOut, WATCHED, seed),
      folds,
    },
    positives: {
      training: [...before, ...split.training],
      heldOut: [...known.heldOut, ...split.heldOut],
    },
  }
}

/** A seeded sample without repetition, of all where there are no more. */
function sample(formulas: readonly string[], count: number, seed: number): string[] {
  const sorted = formulas.toSorted()
  return Array.from(
    permutation(sorted.length, randomStream(seed)).subarray(0, count),
    place => sorted[place]!,
  )
}
