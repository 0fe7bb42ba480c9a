import { z } from 'zod'
import { method } from '../method.ts'
import { elementSymbol, elementSymbols, formulaText, jobId, name, nothing, scoreKind } from '../values.ts'
import { job } from './jobs.ts'

/** The most candidates that one search may score. */
export const MOST_CANDIDATES = 1_000_000

/** The most candidates that a search may keep of those it scores. */
export const MOST_KEPT = 100_000

/** The most examples that are given at once. */
export const MOST_EXAMPLES = 50

const seed = z.int().min(0).max(4_294_967_295)

const wholeRange = z.strictObject({ least: z.int().min(0).max(1000), most: z.int().min(0).max(1000) })

const chargedElement = z.strictObject({
  symbol: elementSymbol,
  states: z.array(z.int().min(-9).max(9)).max(19).readonly(),
})

const role = z.strictObject({
  name,
  elements: z
    .array(chargedElement.extend({ amounts: wholeRange.exactOptional() }))
    .max(118)
    .readonly(),
  distinct: wholeRange,
  amounts: wholeRange,
})

/** Which charges a candidate may have; see the domain's `ChargeCondition`. */
const chargeCondition = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('any') }),
  z.strictObject({ kind: z.literal('neutral') }),
  z.strictObject({ kind: z.literal('balanced'), by: z.array(chargedElement).max(118).readonly() }),
  z.strictObject({ kind: z.literal('per-atom'), least: z.number(), most: z.number() }),
])

/** What a search generates; see the domain's `SearchSpec`. */
export const searchSpec = z.strictObject({
  roles: z.array(role).max(12).readonly(),
  charge: chargeCondition,
  required: elementSymbols.readonly(),
  mostAtoms: z.int().min(1).max(100_000).nullable(),
})

/** Which of its candidates are scored: all, or so many that the seed draws. */
const takenCandidates = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('sample'), count: z.int().min(1).max(MOST_CANDIDATES), seed }),
])

/** All that a search comes from: the same choice and the same model give the same list. */
export const screeningChoice = z.strictObject({
  /** Of the list that comes of it. */
  name,
  search: searchSpec,
  taken: takenCandidates,
  /** What ranks the candidates: the active model of this kind gives it. */
  score: scoreKind,
  /** The best so many go into the list; null for all. */
  keep: z.int().min(1).max(MOST_KEPT).nullable(),
})

const search = z.strictObject({ search: searchSpec })

export const screeningMethods = {
  /** How many candidates a search has; `isExact` false: at least so many. Throws `search/…`. */
  'screening.count': method(search, z.strictObject({ count: z.number(), isExact: z.boolean() })),
  /** Formulas of some candidates, drawn by the seed; fewer where there are no more. Throws `search/…`. */
  'screening.examples': method(
    search.extend({ count: z.int().min(1).max(MOST_EXAMPLES), seed }),
    z.array(formulaText),
  ),
  /** Candidates that are generated, scored and stored in a second: by the last search, or measured on a few. */
  'screening.pace': method(
    z.strictObject({ score: scoreKind }),
    z.strictObject({ candidatesPerSecond: z.number().positive() }),
  ),
  /**
   * Generates candidates, scores them and puts them into a new list. Throws `search/…` where
   * the search cannot be or has too many candidates, and `library/list-exists`.
   */
  'screening.start': method(screeningChoice, job),
  /** The choices of earlier searches, newest first. */
  'screening.earlier': method(
    nothing,
    z.array(z.strictObject({ job: jobId, createdAt: z.string(), choice: screeningChoice })),
  ),
}

export type ScreeningChoice = z.infer<typeof screeningChoice>
export type TakenCandidates = z.infer<typeof takenCandidates>
