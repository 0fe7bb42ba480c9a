import { z } from 'zod'
import { STATISTIC_GROUPS } from '../../domain/stability/statistics/group-names.ts'
import { method } from '../method.ts'
import { elementSymbol, elementSymbols, formulaText, modelId } from '../values.ts'

const model = modelId.nullable().describe('null: the active stability model')

/** At most so many are told of what a list holds; its count says how many there are. */
export const MOST_ANALOGS_TOLD = 60
export const MOST_PHASES_TOLD = 24

/** A formula in the order of a chemist: electropositive elements first. */
const formula = z.string()

/** Log-odds of being a known compound rather than a generated composition: no probability of stability. */
const logOdds = z.number()

/** The known compounds that differ from a composition in one element, on one of its sites. */
export const siteAnalogs = z.strictObject({
  /** The composition's own element there. */
  element: elementSymbol,
  count: z.int().nonnegative(),
  /** Most exchangeable first. */
  known: z
    .array(
      z.strictObject({
        formula,
        /** The element that it has on the site. */
        element: elementSymbol,
        /** How many times as often as by chance the two elements share a site in known compounds. */
        lift: z.number().nonnegative(),
      }),
    )
    .max(MOST_ANALOGS_TOLD),
})

/** The oxidation states that the score takes a composition to have: the likeliest that balance. */
export const assumedCharges = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('neutral'),
    states: z.array(
      z.strictObject({
        element: elementSymbol,
        state: z.int(),
        /** How often the element has this state in known compounds of this kind, 0 to 1. */
        probability: z.number().min(0).max(1),
      }),
    ),
  }),
  z.strictObject({ kind: z.literal('unbalanced') }),
  /** An intermetallic, a single element, or one with an element without known states. */
  z.strictObject({ kind: z.literal('not-ionic') }),
])

/** The other known compounds of a composition's elements. */
export const competingPhases = z.strictObject({
  count: z.int().nonnegative(),
  /** By Σ |difference of atomic fractions|, nearest first. */
  nearest: z.array(z.strictObject({ formula, distance: z.number().nonnegative() })).max(MOST_PHASES_TOLD),
  /** Known compounds and pure elements near it that together have its composition, by their share of the atoms. */
  mixture: z.array(z.strictObject({ formula, share: z.number() })),
})

/** Parts of a score, which add up to its log-odds. */
export const contributions = z.strictObject({
  /** What every composition of so many elements starts from. */
  start: logOdds,
  /** The one that says most first. */
  groups: z.array(z.strictObject({ group: z.enum(STATISTIC_GROUPS), logOdds })),
})

/** What was scored in a composition's place, as its amounts are not those of a compound of its own. */
export const host = z.strictObject({
  formula,
  /** Elements of small amount that were counted as another. */
  merged: z.array(z.strictObject({ element: elementSymbol, into: elementSymbol })),
})

/** A stability score with its reasons; `outside` when an element is in no known compound. */
export const stability = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('scored'),
    canonical: z.string(),
    logOdds,
    /** Per cent of the model's held-out positives that score no higher. */
    percentile: z.number().min(0).max(100),
    /** The model was fitted on this composition, which makes its score too favourable. */
    trainedOn: z.boolean(),
    /** Null where the composition itself was scored. */
    host: host.nullable(),
    /** One for each element, electropositive first; all reasons are of what was scored. */
    analogs: z.array(siteAnalogs),
    charges: assumedCharges,
    phases: competingPhases,
    contributions,
  }),
  z.strictObject({ kind: z.literal('outside'), canonical: z.string(), elements: elementSymbols }),
])

export const stabilityMethods = {
  /** Scores one composition and says what speaks for and against it. Throws `formula/…` and `model/…`. */
  'compositions.stability': method(z.strictObject({ formula: formulaText, model }), stability),
  /**
   * What is scored in the place of formulas, in their order; null where a formula itself is scored, or nothing. Throws
   * `formula/…` and `model/…`.
   */
  'compositions.stabilityHosts': method(
    z.strictObject({ formulas: z.array(formulaText).min(1).max(100), model }),
    z.array(host.nullable()),
  ),
  /** What percentiles of stability scores refer to: the scores of the model's held-out positives. */
  'compositions.stabilityReference': method(
    z.strictObject({ model }),
    z.strictObject({
      compounds: z.int().positive(),
      /** At equally spaced probabilities from 0 to 1. */
      logOddsQuantiles: z.array(logOdds).min(2),
    }),
  ),
}

export type Stability = z.infer<typeof stability>
export type ScoredStability = Extract<Stability, { kind: 'scored' }>
export type StabilityHost = z.infer<typeof host>
export type StabilityReference = z.infer<
  (typeof stabilityMethods)['compositions.stabilityReference']['output']
>
