import type { StabilityHost } from '../../contract/index.ts'
import type { Composition, ElementSymbol } from '../../domain/composition.ts'
import {
  canonicalFormula,
  electropositiveOrder,
  formatFormula,
  parseFormula,
} from '../../domain/formula/index.ts'
import {
  buildTables,
  compositionOf,
  pack,
  type Representative,
  type StabilityResult,
  type StabilityScorer,
  type Stoichiometry,
  scoreComposition,
  wholeStoichiometry,
} from '../../domain/stability/index.ts'
import { readForests, readKnownCompounds, readStabilityFormulas } from '../../engine/index.ts'
import { fingerprintOf, type StabilityModel } from '../models.ts'
import { percentileOf } from '../registry/percentile.ts'
import type { ThreadModel } from './protocol.ts'
import { openThreads, type StabilityThreads } from './threads.ts'

/** A composition's stability score and where it lies. */
export interface StabilityScored {
  readonly kind: 'scored'
  readonly canonical: string
  /** Log-odds of being a known compound rather than a generated composition: no probability of stability. */
  readonly logOdds: number
  /** Per cent of the model's held-out positives that score no higher, 0…100. */
  readonly percentile: number
  /** Whether the model knows this composition as a compound, which makes its score too favourable. */
  readonly trainedOn: boolean
  /** What was scored in its place, when its amounts are not those of a compound of its own. */
  readonly representative: Representative
}

/** A composition with elements in no compound that the score was learnt from. */
export interface OutsideStability {
  readonly kind: 'outside'
  readonly canonical: string
  readonly elements: readonly ElementSymbol[]
}

/** What a model has learnt from, and its forests, as read from its folder. */
export interface LoadedStability {
  readonly model: StabilityModel
  /** Canonical formulas of the compounds that its tables are made of. */
  readonly formulas: ReadonlySet<string>
  readonly threadModel: ThreadModel
  readonly known: readonly Stoichiometry[]
}

/**
 * Reads a model. Its tables are made of all compounds that it knows, those held out among them: they judged the
 * forests, and are analogs like any other afterwards. Where they are to judge
 * once more, the tables are those of what was `fitted-on` alone.
 */
export async function loadStability(
  model: StabilityModel,
  tables: 'all-known' | 'fitted-on' = 'all-known',
): Promise<LoadedStability> {
  const { folder, manifest } = model
  const forests = await readForests(folder, manifest)
  const formulas =
    tables === 'all-known'
      ? await readKnownCompounds(folder, manifest)
      : await readStabilityFormulas(folder, manifest, 'training.txt')
  const known = stoichiometries(formulas)
  return {
    model,
    known,
    formulas: new Set(formulas),
    threadModel: { ...forests, id: `${fingerprintOf(model)} ${tables}`, known: pack(known) },
  }
}

/** Builds the tables of a model, about a second for 30,000 compounds. */
export function scorerOf({ threadModel, known }: LoadedStability): StabilityScorer {
  const { edges, general, sameSize } = threadModel
  return { edges, general, sameSize, tables: buildTables(known) }
}

/** The compounds of canonical formulas; those of no whole amounts are left out. */
export function stoichiometries(formulas: readonly string[]): Stoichiometry[] {
  return formulas.flatMap(formula => wholeStoichiometry(parseFormula(formula)) ?? [])
}

export interface StabilityOptions {
  readonly signal?: AbortSignal
  /** Told the fraction done. */
  readonly onProgress?: (fraction: number) => void
}

/** So many compositions are scored before threads would have built their tables. */
const FEW = 200

/** Compositions that a thread scores at once. */
const SCORED_AT_ONCE = 2000

/** Scores compositions with a model, in their order; equal ones are computed once. */
export async function scoreStability(
  loaded: LoadedStability,
  compositions: readonly Composition[],
  { signal, onProgress = () => {} }: StabilityOptions = {},
): Promise<(StabilityScored | OutsideStability)[]> {
  const canonicals = compositions.map(composition => canonicalFormula(composition))
  const distinct = new Map(canonicals.map((canonical, i) => [canonical, compositions[i]!]))
  const asked = [...distinct.values()]
  const results =
    asked.length > FEW ? await inThreads(loaded, asked, signal, onProgress) : here(loaded, asked)
  const resultOf = new Map([...distinct.keys()].map((canonical, i) => [canonical, results[i]!]))
  return canonicals.map(canonical => placed(loaded, canonical, resultOf.get(canonical)!))
}

/** A result with where it lies among the held-out positives of a model. */
export function placed(
  { model, formulas }: LoadedStability,
  canonical: string,
  result: StabilityResult,
): StabilityScored | OutsideStability {
  if (result.kind === 'outside') return { ...result, canonical }
  return {
    ...result,
    canonical,
    percentile: percentileOf(model, result.logOdds),
    trainedOn: formulas.has(canonical),
  }
}

function here(loaded: LoadedStability, compositions: readonly Composition[]): StabilityResult[] {
  if (compositions.length === 0) return []
  const scorer = scorerOf(loaded)
  return compositions.map(composition => scoreComposition(scorer, composition))
}

async function inThreads(
  { threadModel }: LoadedStability,
  compositions: readonly Composition[],
  signal: AbortSignal | undefined,
  onProgress: (fraction: number) => void,
): Promise<StabilityResult[]> {
  const threads = openThreads(signal)
  try {
    return await scoreInThreads(threads, threadModel, compositions, onProgress)
  } finally {
    await threads.close()
  }
}

/** Scores compositions by threads that are there already. */
export async function scoreInThreads(
  threads: StabilityThreads,
  model: ThreadModel,
  compositions: readonly Composition[],
  onProgress: (fraction: number) => void,
): Promise<StabilityResult[]> {
  const batches = Array.from({ length: Math.ceil(compositions.length / SCORED_AT_ONCE) }, (_, i) =>
    compositions.slice(i * SCORED_AT_ONCE, (i + 1) * SCORED_AT_ONCE),
  )
  let done = 0
  const results = await Promise.all(
    batches.map(async batch => {
      const scored = await threads.run('score', { model, compositions: batch })
      done += batch.length
      onProgress(done / compositions.length)
      return scored
    }),
  )
  return results.flat()
}

/** Why a composition outside the model has no score. */
export function outsideStabilityMessage({ elements }: Pick<OutsideStability, 'elements'>): string {
  return `Outside the stability model: no compound it knows has ${elements.join(', ')}.`
}

/** What to keep in mind about a score; empty when there is nothing. */
export function stabilityCautions({ trainedOn, representative }: StabilityScored): string[] {
  const cautions: string[] = []
  if (trainedOn) cautions.push('a compound that the model knows')
  const host = hostOf(representative)
  if (host !== null) cautions.push(`scored as ${hostWords(host)}`)
  return cautions
}

/** What was scored in a formula's place: `CaBi2Ta2O9 (Eu counted as Ca)`. */
export function hostWords({ formula, merged }: StabilityHost): string {
  const counted = merged.map(({ element, into }) => `${element} counted as ${into}`)
  return counted.length > 0 ? `${formula} (${counted.join(', ')})` : formula
}

/** The host of a formula, electropositive elements first; null where it is scored itself. */
export function hostOf(representative: Representative): StabilityHost | null {
  if (representative.kind === 'itself') return null
  const { compound, merged } = representative
  return {
    formula: formatFormula(electropositiveOrder(compositionOf(compound))),
    merged: merged.map(({ element, into }) => ({ element, into })),
  }
}
