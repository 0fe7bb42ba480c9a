import {
  COVALENT_RADIUS_PM,
  ELECTRONEGATIVITY,
  ELEMENT_COUNT,
  type ElementIndex,
  VALENCE_ELECTRONS,
} from '../elements/index.ts'
import { openSiteKey } from '../tables/index.ts'
import { statisticGroup } from './statistic-group.ts'

/** What stands for "no analog", and for any element less alike than that. */
const UNLIKE = 9

/** How far outside the known elements of a site an element may lie and still count as between them. */
const RADIUS_MARGIN_PM = 2
const ELECTRONEGATIVITY_MARGIN = 0.05

/** How alike an element and those known on its site are, apart from how often the two were exchanged. */
export const likeness = statisticGroup(
  'How alike are the elements exchanged in known analogs?',
  {
    similaritySum: 'sum over the analogs of how alike the two elements’ exchanges are, ln(1 + Σ)',
    similarityBest: 'how alike the exchanges of the two elements of the best analog are',
    nearestAnalogElement: 'difference in size, electronegativity and valence to the nearest analog element',
    meanNearestAnalogElement: 'the same, mean over the elements that have analogs',
    betweenAnalogElements: 'size and electronegativity between those of analogs (0, 1 or 2 of them)',
  },
  (query, { analogs, exchangeability }) => {
    const { elements, amounts } = query
    let similaritySum = 0
    let similarityBest = 0
    let nearest = UNLIKE
    let nearestSum = 0
    let sitesWithAnalogs = 0
    let between = 0
    for (let i = 0; i < elements.length; i++) {
      const element = elements[i]!
      const radius = new Range()
      const electronegativity = new Range()
      let nearestHere = UNLIKE
      for (const filler of analogs.fillers(openSiteKey(query.key, element, amounts[i]!))) {
        if (filler === element) continue
        const similarity = exchangeability.similarity[element * ELEMENT_COUNT + filler]!
        similaritySum += similarity
        similarityBest = Math.max(similarityBest, similarity)
        nearestHere = Math.min(nearestHere, difference(element, filler))
        radius.add(COVALENT_RADIUS_PM[filler]!)
        electronegativity.add(ELECTRONEGATIVITY[filler]!)
      }
      if (radius.isEmpty) continue
      sitesWithAnalogs++
      nearest = Math.min(nearest, nearestHere)
      nearestSum += nearestHere
      const inside =
        Number(radius.holds(COVALENT_RADIUS_PM[element]!, RADIUS_MARGIN_PM)) +
        Number(electronegativity.holds(ELECTRONEGATIVITY[element]!, ELECTRONEGATIVITY_MARGIN))
      between = Math.max(between, inside)
    }
    return {
      similaritySum: Math.log1p(similaritySum),
      similarityBest,
      nearestAnalogElement: nearest,
      meanNearestAnalogElement: sitesWithAnalogs > 0 ? nearestSum / sitesWithAnalogs : UNLIKE,
      betweenAnalogElements: between,
    }
  },
)

/** 1 for 15 pm of radius, for 0.25 of electronegativity, or for 3 valence electrons. */
function difference(a: ElementIndex, b: ElementIndex): number {
  return (
    Math.abs(COVALENT_RADIUS_PM[a]! - COVALENT_RADIUS_PM[b]!) / 15 +
    Math.abs(ELECTRONEGATIVITY[a]! - ELECTRONEGATIVITY[b]!) / 0.25 +
    Math.abs(VALENCE_ELECTRONS[a]! - VALENCE_ELECTRONS[b]!) / 3
  )
}

class Range {
  #low = Number.POSITIVE_INFINITY
  #high = Number.NEGATIVE_INFINITY

  get isEmpty(): boolean {
    return this.#low > this.#high
  }

  add(value: number): void {
    this.#low = Math.min(this.#low, value)
    this.#high = Math.max(this.#high, value)
  }

  holds(value: number, margin: number): boolean {
    return value >= this.#low - margin && value <= this.#high + margin
  }
}
