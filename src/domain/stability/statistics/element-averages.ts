import {
  COVALENT_RADIUS_PM,
  ELECTRONEGATIVITY,
  ELEMENT_COUNT,
  type ElementIndex,
  elementsOf,
  isOfClass,
  MELTING_POINT_K,
  PERIOD,
  VALENCE_ELECTRONS,
} from '../elements/index.ts'
import type { Query } from './query.ts'
import { statisticGroup } from './statistic-group.ts'

const [OXYGEN] = elementsOf('O')

/** What stands for "a single element" where two are compared. */
const SINGLE = { closestElements: 3, mostAlikeElements: -5 }

/** The elements themselves: means and spreads weighted by atomic fraction, and which kinds there are. */
export const elementAverages = statisticGroup(
  'What are its elements like?',
  {
    meanElectronegativity: 'mean electronegativity',
    spreadOfElectronegativity: 'standard deviation of the electronegativity',
    rangeOfElectronegativity: 'difference of the largest and the smallest electronegativity',
    largestElectronegativity: 'largest electronegativity',
    smallestElectronegativity: 'smallest electronegativity',
    meanRadius: 'mean covalent radius, pm',
    spreadOfRadius: 'standard deviation of the covalent radius, pm',
    ratioOfRadii: 'largest covalent radius over the smallest',
    meanValenceElectrons: 'mean number of valence electrons',
    meanMeltingPoint: 'mean melting point of the elements, K',
    meanPeriod: 'mean period',
    anionFraction: 'atomic fraction of oxygen, chalcogens and halogens',
    transitionMetalFraction: 'atomic fraction of transition metals',
    rareEarthFraction: 'atomic fraction of rare earths and actinides',
    oxygenFraction: 'atomic fraction of oxygen',
    chemistry: 'kind of compound, from oxide (0) to intermetallic (4)',
    closestElements: 'difference in electronegativity and size of its two most alike elements',
    mostAlikeElements: 'exchangeability of its two most exchangeable elements, ln lift',
  },
  (query, { exchangeability }) => {
    const { elements } = query
    const electronegativities = elements.map(element => ELECTRONEGATIVITY[element]!)
    const radii = elements.map(element => COVALENT_RADIUS_PM[element]!)
    const meanElectronegativity = mean(query, ELECTRONEGATIVITY)
    const meanRadius = mean(query, COVALENT_RADIUS_PM)
    const largest = Math.max(...electronegativities)
    const smallest = Math.min(...electronegativities)
    const fraction = (isCounted: (element: ElementIndex) => boolean) =>
      elements.reduce((sum, element, i) => sum + (isCounted(element) ? query.fractions[i]! : 0), 0)
    return {
      meanElectronegativity,
      spreadOfElectronegativity: spread(query, ELECTRONEGATIVITY, meanElectronegativity),
      rangeOfElectronegativity: largest - smallest,
      largestElectronegativity: largest,
      smallestElectronegativity: smallest,
      meanRadius,
      spreadOfRadius: spread(query, COVALENT_RADIUS_PM, meanRadius),
      ratioOfRadii: Math.max(...radii) / Math.min(...radii),
      meanValenceElectrons: mean(query, VALENCE_ELECTRONS),
      meanMeltingPoint: mean(query, MELTING_POINT_K),
      meanPeriod: mean(query, PERIOD),
      anionFraction: fraction(element => isOfClass(element, 'oxygen', 'chalcogen', 'halogen')),
      transitionMetalFraction: fraction(element =>
        isOfClass(element, 'early transition metal', 'late transition metal'),
      ),
      rareEarthFraction: fraction(element => isOfClass(element, 'rare earth or actinide')),
      oxygenFraction: fraction(element => element === OXYGEN),
      chemistry: query.chemistry,
      ...ownPairs(elements, exchangeability.logLift),
    }
  },
)

function mean({ elements, fractions }: Query, property: ArrayLike<number>): number {
  return elements.reduce((sum, element, i) => sum + fractions[i]! * property[element]!, 0)
}

function spread({ elements, fractions }: Query, property: ArrayLike<number>, about: number): number {
  return Math.sqrt(
    elements.reduce((sum, element, i) => sum + fractions[i]! * (property[element]! - about) ** 2, 0),
  )
}

function ownPairs(elements: readonly ElementIndex[], logLift: Float64Array) {
  if (elements.length < 2) return SINGLE
  let closestElements = Number.POSITIVE_INFINITY
  let mostAlikeElements = Number.NEGATIVE_INFINITY
  for (const [i, a] of elements.entries()) {
    for (const b of elements.slice(i + 1)) {
      const gap =
        Math.abs(ELECTRONEGATIVITY[a]! - ELECTRONEGATIVITY[b]!) +
        Math.abs(COVALENT_RADIUS_PM[a]! - COVALENT_RADIUS_PM[b]!) / 100
      closestElements = Math.min(closestElements, gap)
      mostAlikeElements = Math.max(mostAlikeElements, logLift[a * ELEMENT_COUNT + b]!)
    }
  }
  return { closestElements, mostAlikeElements }
}
