import type { StabilityHost } from '../../../contract/index.ts'
import { useHost } from '../../host/index.ts'
import { type LazyAnswers, lazyAnswers } from '../../host/lazy-answers.ts'

type Hosts = LazyAnswers<StabilityHost | null>

const byModel = new Map<string | null, Hosts>()

/** What a model scores in the place of canonical formulas; null where it scores the formula itself, or nothing. */
export function hostsBy(model: string | null): Hosts {
  const hosts =
    byModel.get(model) ??
    lazyAnswers({
      ask: (formulas: readonly string[], signal: AbortSignal) =>
        useHost().call('compositions.stabilityHosts', { formulas: [...formulas], model }, { signal }),
      mostAtOnce: 100,
      pauseMs: 120,
      mostKept: 5000,
    })
  byModel.set(model, hosts)
  return hosts
}
