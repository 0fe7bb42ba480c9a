import { elementSetKey, fragmentKey } from '../tables/index.ts'
import { meanOr } from './pairs.ts'
import { statisticGroup } from './statistic-group.ts'

/** What stands for "fewer than three elements". */
const NO_TRIPLES = -1

/** How often three elements, and the ratio of their amounts, occur in known compounds. */
export const fragments = statisticGroup(
  'Do three of its elements occur together, and in these ratios?',
  {
    fragmentsKnown: 'share of its triples that occur in their ratio',
    commonestFragment: 'compounds with its commonest triple in its ratio, ln(1 + n)',
    meanFragment: 'compounds with a triple in its ratio, mean of ln(1 + n)',
    triplesKnown: 'share of its triples that occur in any ratio',
    rarestTriple: 'compounds with its rarest triple, ln(1 + n)',
    meanTriple: 'compounds with a triple, mean of ln(1 + n)',
  },
  (query, { occurrences }) => {
    const { elements } = query
    const fragmentCounts: number[] = []
    const tripleCounts: number[] = []
    for (let i = 0; i < elements.length; i++) {
      for (let j = i + 1; j < elements.length; j++) {
        for (let k = j + 1; k < elements.length; k++) {
          fragmentCounts.push(Math.log1p(occurrences.fragments.of(fragmentKey(query, i, j, k))))
          const triple = elementSetKey([elements[i]!, elements[j]!, elements[k]!])
          tripleCounts.push(Math.log1p(occurrences.triples.of(triple)))
        }
      }
    }
    return {
      fragmentsKnown: meanOr(fragmentCounts.map(Math.sign), NO_TRIPLES),
      commonestFragment: Math.max(0, ...fragmentCounts),
      meanFragment: meanOr(fragmentCounts, NO_TRIPLES),
      triplesKnown: meanOr(tripleCounts.map(Math.sign), NO_TRIPLES),
      rarestTriple: tripleCounts.length > 0 ? Math.min(...tripleCounts) : NO_TRIPLES,
      meanTriple: meanOr(tripleCounts, NO_TRIPLES),
    }
  },
)
