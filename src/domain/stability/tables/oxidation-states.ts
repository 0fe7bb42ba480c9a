import { CHEMISTRIES, chemistryOf, INTERMETALLIC } from '../chemistry.ts'
import { ELEMENT_COUNT, REPORTED_STATES } from '../elements/index.ts'
import type { Stoichiometry } from '../stoichiometry.ts'

/**
 * Probability of each of an element's reported oxidation states, by chemistry and element, in the order of
 * `LEARNT_STATES`; they sum to 1 unless the element has no state.
 */
export type StateProbabilities = readonly (readonly Float64Array[])[]

const MOST_STATES = 8

/** The states of each element whose probability is learnt: all reported ones, eight at most. */
export const LEARNT_STATES: readonly (readonly number[])[] = REPORTED_STATES.map(states =>
  states.slice(0, MOST_STATES),
)

const ROUNDS = 5

/** Compounds with more elements or more ways to assign states say little about any one of them. */
const MOST_ELEMENTS = 6
const MOST_ASSIGNMENTS = 4000

/**
 * Learns how often elements have their oxidation states from compounds that must be neutral, by expectation and
 * maximisation: each round shares every compound among its neutral assignments by their probability, and counts.
 * Probabilities by chemistry are drawn towards those over all.
 */
export function learnStateProbabilities(known: readonly Stoichiometry[]): StateProbabilities {
  const ionic = known.filter(isInformative)
  const uniform = REPORTED_STATES.map((states, element) =>
    new Float64Array(LEARNT_STATES[element]!.length).fill(1 / states.length),
  )
  let probabilities: StateProbabilities = CHEMISTRIES.map(() => uniform)
  for (let round = 0; round < ROUNDS; round++) probabilities = maximise(expectedCounts(ionic, probabilities))
  return probabilities
}

function isInformative({ elements }: Stoichiometry): boolean {
  if (elements.length < 2 || elements.length > MOST_ELEMENTS) return false
  if (chemistryOf(elements) === INTERMETALLIC) return false
  const assignments = elements.reduce((count, element) => count * REPORTED_STATES[element]!.length, 1)
  return assignments > 0 && assignments <= MOST_ASSIGNMENTS
}

type StateCounts = Float64Array[][]

function expectedCounts(ionic: readonly Stoichiometry[], probabilities: StateProbabilities): StateCounts {
  const counts: StateCounts = CHEMISTRIES.map(() =>
    LEARNT_STATES.map(states => new Float64Array(states.length)),
  )
  for (const { elements, amounts } of ionic) {
    const chemistry = chemistryOf(elements)
    const neutral = neutralAssignments(elements, amounts, probabilities[chemistry]!)
    const total = neutral.reduce((sum, { probability }) => sum + probability, 0)
    for (const { states, probability } of neutral) {
      for (let i = 0; i < elements.length; i++) {
        counts[chemistry]![elements[i]!]![states[i]!]! += probability / total
      }
    }
  }
  return counts
}

interface Assignment {
  /** By site, the place of its state among the element's learnt states. */
  readonly states: readonly number[]
  readonly probability: number
}

/** All assignments of one state to each element that make a formula neutral and are possible. */
function neutralAssignments(
  elements: readonly number[],
  amounts: readonly number[],
  probabilities: readonly Float64Array[],
): Assignment[] {
  const found: Assignment[] = []
  const states = new Array<number>(elements.length).fill(0)
  const assign = (site: number, charge: number, probability: number) => {
    if (site === elements.length) {
      if (charge === 0 && probability > 0) found.push({ states: [...states], probability })
      return
    }
    const element = elements[site]!
    LEARNT_STATES[element]!.forEach((state, place) => {
      states[site] = place
      assign(site + 1, charge + state * amounts[site]!, probability * probabilities[element]![place]!)
    })
  }
  assign(0, 0, 1)
  return found
}

function maximise(counts: StateCounts): StateProbabilities {
  const overall = Array.from({ length: ELEMENT_COUNT }, (_, element) => {
    const summed = LEARNT_STATES[element]!.map((_, place) =>
      counts.reduce((sum, byElement) => sum + byElement[element]![place]!, 0),
    )
    const total = summed.reduce((sum, count) => sum + count, 0)
    return summed.map(count => (count + 0.2) / (total + 0.2 * summed.length))
  })
  return counts.map(byElement =>
    byElement.map((states, element) => {
      const total = states.reduce((sum, count) => sum + count, 0)
      return states.map((count, place) => (count + 2 * overall[element]![place]!) / (total + 2))
    }),
  )
}
