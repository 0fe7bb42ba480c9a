import type { Composition } from '../../domain/composition.ts'
import { canonicalFormula } from '../../domain/formula/index.ts'
import {
  type Reasons,
  reasonsFor,
  type StabilityScorer,
  scoreComposition,
} from '../../domain/stability/index.ts'
import {
  type LoadedStability,
  type OutsideStability,
  placed,
  type StabilityScored,
  scorerOf,
} from './scoring.ts'

/** A composition's stability score with what speaks for and against it. */
export interface ExplainedStability extends StabilityScored {
  /** Of what was scored: the composition itself or its host. */
  readonly reasons: Reasons
}

/** Scores and explains compositions, in their order. Tables are built once: about a second for 30,000 compounds. */
export function explainStability(
  loaded: LoadedStability,
  compositions: readonly Composition[],
): (ExplainedStability | OutsideStability)[] {
  if (compositions.length === 0) return []
  const scorer = scorerOf(loaded)
  return compositions.map(composition => explainBy(loaded, scorer, composition))
}

/** The same for one composition, by a scorer that is there already. */
export function explainBy(
  loaded: LoadedStability,
  scorer: StabilityScorer,
  composition: Composition,
): ExplainedStability | OutsideStability {
  const score = placed(loaded, canonicalFormula(composition), scoreComposition(scorer, composition))
  if (score.kind === 'outside') return score
  return { ...score, reasons: reasonsFor(scorer, score.representative.compound) }
}
