import { LAW_K, sampleCandidates } from '../../domain/candidates/index.ts'
import { canonicalFormula } from '../../domain/formula/index.ts'
import type { BulkScoring } from '../engine/bulk-scoring.ts'
import type { Model } from '../models.ts'

/** How fast searches run here. */
export interface ScreeningPace {
  /** Candidates in a second with a model: of the last search by it, or measured on a few. */
  of(model: Model): Promise<number>
  /** Remembers how fast a search went. */
  learn(model: Model, candidatesPerSecond: number): void
}

/** What a measurement scores; some tenths of a second. */
const MEASURED = 256

export function openPace(bulk: Pick<BulkScoring, 'call'>): ScreeningPace {
  const known = new Map<string, Promise<number>>()
  const keyOf = ({ manifest }: Model) => manifest.files['weights.bin']

  const measure = async ({ folder }: Model) => {
    const formulas = Array.from(sampleCandidates(LAW_K, MEASURED, 1), candidate =>
      canonicalFormula(candidate),
    )
    const score = () => bulk.call('score', { modelFolder: folder, formulas })
    // The first call loads the model and warms it up.
    await score()
    const started = performance.now()
    await score()
    return (1000 * MEASURED) / (performance.now() - started)
  }

  return {
    of(model) {
      const key = keyOf(model)
      const pace = known.get(key) ?? measure(model)
      known.set(key, pace)
      pace.catch(() => known.delete(key))
      return pace
    },
    learn(model, candidatesPerSecond) {
      known.set(keyOf(model), Promise.resolve(candidatesPerSecond))
    },
  }
}
