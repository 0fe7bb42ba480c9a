import { ELEMENT_COUNT } from '../elements/index.ts'
import { openPairKey } from '../tables/index.ts'
import { statisticGroup } from './statistic-group.ts'

/** What stands for "no such analog" among logarithms of lifts. */
const NO_ANALOG = -20

/** Known compounds that differ in the elements of two sites. */
export const doubleExchanges = statisticGroup(
  'Which compounds are known with two elements exchanged?',
  {
    doubleExchangeSum: 'sum of the exchangeabilities of all analogs, ln(1 + Σ lift × lift)',
    doubleExchangeBest: 'exchangeability of the best analog, ln(1 + lift × lift)',
    doubleAnalogCount: 'number of analogs, ln(1 + n)',
    pairsWithAnalogs: 'share of the pairs of elements that have an analog',
    doubleExchangeWeaker: 'best of all analogs by the less exchangeable of their two elements, ln lift',
  },
  (query, { analogs, exchangeability: { lift, logLift } }) => {
    const { elements, amounts, key } = query
    let sum = 0
    let best = 0
    let count = 0
    let weaker = NO_ANALOG
    let pairs = 0
    let pairsWithAnalogs = 0
    for (let i = 0; i < elements.length; i++) {
      for (let j = i + 1; j < elements.length; j++) {
        const site = { element: elements[i]!, amount: amounts[i]! }
        const other = { element: elements[j]!, amount: amounts[j]! }
        const countBefore = count
        analogs.visitPairs(openPairKey(key, site, other), site.amount, other.amount, (first, second) => {
          if (first === site.element || second === other.element) return
          if (first === other.element && second === site.element) return
          const pair = site.element * ELEMENT_COUNT + first
          const otherPair = other.element * ELEMENT_COUNT + second
          const both = lift[pair]! * lift[otherPair]!
          sum += both
          best = Math.max(best, both)
          weaker = Math.max(weaker, Math.min(logLift[pair]!, logLift[otherPair]!))
          count++
        })
        pairs++
        if (count > countBefore) pairsWithAnalogs++
      }
    }
    return {
      doubleExchangeSum: Math.log1p(sum),
      doubleExchangeBest: Math.log1p(best),
      doubleAnalogCount: Math.log1p(count),
      pairsWithAnalogs: pairs > 0 ? pairsWithAnalogs / pairs : 0,
      doubleExchangeWeaker: weaker,
    }
  },
)
