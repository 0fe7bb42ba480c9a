import { z } from 'zod'
import { method } from '../method.ts'
import { elementSymbol, formulaText, modelId, score } from '../values.ts'

const model = modelId.nullable().describe('null: the active model')

/** Part of a reconstruction error. Parts of one composition add up to its RMSE. */
const part = z.number()

/** Where an error comes from. */
export const explanation = z.strictObject({
  score,
  /** The 39 blocks of the descriptor, in its order; empty when outside the model. */
  blocks: z.array(z.strictObject({ label: z.string(), meaning: z.string(), rmse: part })),
  /** Pairs of the composition's elements, largest first; `b` null for an element alone. */
  pairs: z.array(z.strictObject({ a: elementSymbol, b: elementSymbol.nullable(), rmse: part })),
  /** What no element of the composition accounts for: the model expected something where there is nothing. */
  elsewhere: part,
})

export const neighbour = z.strictObject({
  /** Canonical formula. */
  formula: z.string(),
  /** Euclidean distance of descriptors. */
  distance: z.number().nonnegative(),
  /** Names of the lists it stands in; "training data" and "held-out positives" of the model among them. */
  sources: z.array(z.string()),
})

export const compositionMethods = {
  /** Scores one composition and says where the error comes from. Throws `formula/…`. */
  'compositions.explain': method(z.strictObject({ formula: formulaText, model }), explanation),
  /** Descriptor and reconstruction of one composition, feature by feature. */
  'compositions.reconstruct': method(
    z.strictObject({ formula: formulaText, model }),
    z.strictObject({ input: z.array(z.number()), output: z.array(z.number()) }),
  ),
  /** Scores formulas in their order. Throws `formula/…` for the first that cannot be read. */
  'compositions.score': method(
    z.strictObject({ formulas: z.array(formulaText).max(10_000), model }),
    z.array(score),
  ),
  /** The known compounds nearest to each formula, nearest first, the composition itself included when it is known. */
  'compositions.nearest': method(
    z.strictObject({ formulas: z.array(formulaText).min(1).max(100), count: z.int().min(1).max(50) }),
    z.array(z.array(neighbour)),
  ),
}

export type Explanation = z.infer<typeof explanation>
export type Neighbour = z.infer<typeof neighbour>
