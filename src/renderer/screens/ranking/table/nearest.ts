import type { Neighbour } from '../../../../contract/index.ts'
import { electropositiveOrder, formatFormula, parseFormula } from '../../../../domain/formula/index.ts'
import { changeText } from '../../../components/formula/change-text.ts'
import { useHost } from '../../../host/index.ts'
import { type LazyAnswers, lazyAnswers } from '../../../host/lazy-answers.ts'

/** The known compound nearest to a row's. */
export interface NearestKnown {
  readonly formula: string
  /** What makes it another compound: `Ge → Sn`; null where it is the row's own. */
  readonly change: string | null
  readonly distance: number
  readonly sources: readonly string[]
}

/** Rows asked for in one call: a screenful comes in two or three, the upper rows first. */
const AT_ONCE = 12

/** The nearest known compounds of canonical formulas; null where nothing is known. */
export const nearest: LazyAnswers<NearestKnown | null> = lazyAnswers({
  ask: async (formulas, signal) => {
    const found = await useHost().call(
      'compositions.nearest',
      { formulas: [...formulas], count: 1 },
      { signal },
    )
    return found.map(([first], i) => (first === undefined ? null : seenFrom(formulas[i]!, first)))
  },
  mostAtOnce: AT_ONCE,
  pauseMs: 120,
  mostKept: 5000,
})

function seenFrom(formula: string, { formula: known, distance, sources }: Neighbour): NearestKnown {
  const composition = electropositiveOrder(parseFormula(known))
  return {
    formula: formatFormula(composition),
    change: changeText(parseFormula(formula), composition),
    distance,
    sources,
  }
}
