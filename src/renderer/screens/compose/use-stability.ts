import { onScopeDispose } from 'vue'
import type { Explanation, Stability, StabilityReference } from '../../../contract/index.ts'
import { formatFormula } from '../../../domain/formula/index.ts'
import { useHost } from '../../host/index.ts'
import { type Latest, useLatest } from '../../host/use-latest.ts'
import { useComposeStore } from './compose-store.ts'
import { askAgainWhenBack } from './use-explanation.ts'

/** So long an answer may wait for the RMSE of the same composition, in milliseconds: both are then painted at once. */
const TOGETHER_MS = 40

/** Stability score and reasons of the composition at hand, by the stability model in use. */
export function useStability(explanation: Latest<unknown, Explanation>): Latest<string, Stability> {
  const host = useHost()
  const store = useComposeStore()
  const formula = () =>
    store.composed.composition.length === 0 ? null : formatFormula(store.composed.composition)
  const latest = useLatest(
    formula,
    asked => asked,
    async (asked, signal) => {
      const stability = await host.call('compositions.stability', { formula: asked, model: null }, { signal })
      // It is often there first; to paint it alone would keep the RMSE waiting.
      await Promise.race([explanation.settled(), new Promise(resolve => setTimeout(resolve, TOGETHER_MS))])
      return stability
    },
  )
  askAgain(latest)
  return latest
}

/** What its percentile refers to. */
export function useStabilityReference(): Latest<'the model in use', StabilityReference> {
  const host = useHost()
  const latest = useLatest(
    () => 'the model in use' as const,
    asked => asked,
    (_, signal) => host.call('compositions.stabilityReference', { model: null }, { signal }),
  )
  askAgain(latest)
  return latest
}

/** Another model may have come into use. */
function askAgain(latest: Latest<unknown, unknown>): void {
  askAgainWhenBack(latest)
  onScopeDispose(useHost().listen('models', latest.again))
}
