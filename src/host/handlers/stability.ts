import type { stabilityMethods } from '../../contract/methods/stability.ts'
import { parseFormula } from '../../domain/formula/index.ts'
import type { HostServices } from '../services.ts'
import type { HandlersOf } from '../wire/handlers.ts'

/** Stability scores of single compositions, while a person looks at them. */
export function stabilityHandlers({ stability }: HostServices): HandlersOf<typeof stabilityMethods> {
  return {
    'compositions.stability': ({ formula, model }, { signal }) =>
      stability.explain(parseFormula(formula), model, signal),
    'compositions.stabilityHosts': ({ formulas, model }, { signal }) =>
      stability.hosts(
        formulas.map(formula => parseFormula(formula)),
        model,
        signal,
      ),
    'compositions.stabilityReference': ({ model }) => stability.reference(model),
  }
}
