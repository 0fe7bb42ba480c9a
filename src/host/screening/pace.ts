import { LAW_K, sampleCandidates } from '../../domain/candidates/index.ts'
import { canonicalFormula } from '../../domain/formula/index.ts'
import { type AnyModel, fingerprintOf } from '../models.ts'
import type { ModelScores } from '../scoring/index.ts'

/** How fast searches run here. */
export interface ScreeningPace {
  /** Candidates in a second with a model: of the last search by it, or measured on a few. */
  of(model: AnyModel): Promise<number>
  /** Remembers how fast a search went. */
  learn(model: AnyModel, candidatesPerSecond: number): void
}

/** What a measurement scores; some tenths of a second. */
const MEASURED = 256

export function openPace(scores: ModelScores): ScreeningPace {
  const known = new Map<string, Promise<number>>()
  const measure = async (model: AnyModel) => {
    const formulas = Array.from(sampleCandidates(LAW_K, MEASURED, 1), candidate =>
      canonicalFormula(candidate),
    )
    const score = () => scores(model, formulas)
    // The first call loads the model and warms it up.
    await score()
    const started = performance.now()
    await score()
    return (1000 * MEASURED) / (performance.now() - started)
  }

  return {
    of(model) {
      const key = fingerprintOf(model)
      const pace = known.get(key) ?? measure(model)
      known.set(key, pace)
      pace.catch(() => known.delete(key))
      return pace
    },
    learn(model, candidatesPerSecond) {
      known.set(fingerprintOf(model), Promise.resolve(candidatesPerSecond))
    },
  }
}
