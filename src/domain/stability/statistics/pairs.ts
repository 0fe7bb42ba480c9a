import { elementSetKey, familyPairKey, familyRatioKey, ratioKey } from '../tables/index.ts'
import { statisticGroup } from './statistic-group.ts'

/** How often two elements, and the ratio of their amounts, occur in known compounds. */
export const pairs = statisticGroup(
  'Do its elements occur together, and in these ratios?',
  {
    rarestPair: 'how much oftener than by chance the rarest pair occurs, ln',
    meanPair: 'how much oftener than by chance pairs occur, mean of ln',
    unknownPairs: 'number of pairs that occur in no known compound',
    rarestRatio: 'share of the compounds of a pair that have its ratio, least of all pairs, ln',
    meanRatio: 'share of the compounds of a pair that have its ratio, mean of ln',
    secondRarestRatio: 'the same, second least',
    commonestRatio: 'the same, largest',
  },
  (query, { known, compoundsWith, occurrences }) => {
    const { elements } = query
    const together: number[] = []
    const ratios: number[] = []
    let unknownPairs = 0
    for (let i = 0; i < elements.length; i++) {
      for (let j = i + 1; j < elements.length; j++) {
        const [a, b] = [elements[i]!, elements[j]!]
        const pairCount = occurrences.pairs.of(elementSetKey([a, b]))
        if (pairCount === 0) unknownPairs++
        together.push(
          Math.log(((pairCount + 0.5) * known.length) / ((compoundsWith[a]! + 1) * (compoundsWith[b]! + 1))),
        )
        const familyShare =
          (occurrences.familyRatios.of(familyRatioKey(query, i, j)) + 0.5) /
          (occurrences.familyPairs.of(familyPairKey(a, b)) + 20)
        const ratioCount = occurrences.ratios.of(ratioKey(query, i, j))
        ratios.push(Math.log((ratioCount + 5 * familyShare) / (pairCount + 5)))
      }
    }
    ratios.sort((a, b) => a - b)
    return {
      rarestPair: together.length > 0 ? Math.min(...together) : 0,
      meanPair: meanOr(together, 0),
      unknownPairs,
      rarestRatio: ratios[0] ?? 0,
      meanRatio: meanOr(ratios, 0),
      secondRarestRatio: ratios[1] ?? 0,
      commonestRatio: ratios.at(-1) ?? 0,
    }
  },
)

/** Mean of values, or what stands for it when there are none. */
export function meanOr(values: readonly number[], none: number): number {
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : none
}
