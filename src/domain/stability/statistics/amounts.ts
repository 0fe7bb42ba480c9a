import { siteKey } from '../tables/index.ts'
import { meanOr } from './pairs.ts'
import { statisticGroup } from './statistic-group.ts'

/** How usual the amounts of the elements are, and the elements themselves. */
export const amounts = statisticGroup(
  'Are its elements, and their amounts, common ones?',
  {
    rarestAmount: 'share of the compounds of an element that have its amount, least of all elements, ln',
    meanAmount: 'share of the compounds of an element that have its amount, mean of ln',
    rarestElement: 'compounds with its rarest element, ln(1 + n)',
    meanElement: 'compounds with its elements, mean of ln(1 + n)',
  },
  (query, { compoundsWith, occurrences }) => {
    const shares = query.elements.map((element, i) =>
      Math.log(
        (occurrences.sites.of(siteKey(element, query.amounts[i]!)) + 0.3) / (compoundsWith[element]! + 10),
      ),
    )
    const counts = query.elements.map(element => Math.log1p(compoundsWith[element]!))
    return {
      rarestAmount: Math.min(...shares),
      meanAmount: meanOr(shares, 0),
      rarestElement: Math.min(...counts),
      meanElement: meanOr(counts, 0),
    }
  },
)

/** How large the formula is. */
export const size = statisticGroup(
  'How large is its formula?',
  {
    elements: 'number of elements',
    atoms: 'atoms per formula unit, ln',
    largestAmount: 'largest amount, ln',
    evenness: 'mixing entropy of the fractions over its largest value, 0 to 1',
  },
  query => {
    const n = query.elements.length
    const entropy = query.fractions.reduce((sum, fraction) => sum - fraction * Math.log(fraction), 0)
    return {
      elements: n,
      atoms: Math.log(query.atoms),
      largestAmount: Math.log(Math.max(...query.amounts)),
      evenness: n > 1 ? entropy / Math.log(n) : 0,
    }
  },
)
