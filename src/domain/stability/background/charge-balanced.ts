import type { RandomStream } from '../../statistics/index.ts'
import { INTERMETALLIC } from '../chemistry.ts'
import { type ElementIndex, REPORTED_STATES } from '../elements/index.ts'
import { greatestCommonDivisor, type Site } from '../stoichiometry.ts'
import { type Corruption, has, oneOf, type Parent } from './corruption.ts'
import { isCation } from './samplers.ts'

/** The same elements in other amounts that are neutral. */
export const otherNeutralAmounts: Corruption = (parent, { random }) => {
  const states = randomNeutralStates(parent, random)
  if (!states) return null
  const { mostNegative, sites, elements } = parent
  const amounts: number[] = []
  const cationStates: number[] = []
  sites.forEach(({ element, amount }, place) => {
    if (place === mostNegative) return
    cationStates[place] = random.uniform() < 0.5 ? states[place]! : oneOf(REPORTED_STATES[element]!, random)
    amounts[place] = random.uniform() < 0.5 ? amount : 1 + random.integer(Math.max(3, amount))
  })
  const charge = -states[mostNegative]!
  return balanced(elements, amounts, cationStates, mostNegative, charge > 0 ? charge : 2)
}

/** A cation exchanged, and the amount of the anion made to fit. */
export const balancedSwap: Corruption = (parent, { random, samplers }) => {
  const states = randomNeutralStates(parent, random)
  if (!states) return null
  const { mostNegative, sites, elements, amounts } = parent
  const place = random.integer(sites.length)
  if (place === mostNegative) return null
  const sampler = random.uniform() < 0.5 ? samplers.exchangeable[elements[place]!]! : samplers.frequent
  const element = sampler(random)
  if (has(sites, element) || REPORTED_STATES[element]!.length === 0) return null
  const state = oneOf(REPORTED_STATES[element]!, random)
  const charge = -states[mostNegative]!
  if (charge <= 0) return null
  return balanced(elements.with(place, element), amounts, states.with(place, state), mostNegative, charge)
}

const TRIES = 20

/** Cations exchanged for popular ones, in the same amounts, where the result is neutral. */
export const neutralSwap: Corruption = (parent, { random, samplers }) => {
  if (parent.chemistry === INTERMETALLIC) return null
  const states = randomNeutralStates(parent, random)
  if (!states) return null
  const { sites, elements, mostNegative } = parent
  const cations = elements.flatMap((element, place) =>
    place !== mostNegative && isCation(element) ? place : [],
  )
  if (cations.length === 0) return null
  const count = Math.min(cations.length, 1 + random.integer(sites.length - 1))
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const changed = changedCations(sites, states, drawn(cations, count, random), () => {
      const element = samplers.popularCation[parent.chemistry]!(random)
      const reported = REPORTED_STATES[element]!
      return reported.length > 0 ? { element, state: oneOf(reported, random) } : null
    })
    if (changed && chargeOf(changed.sites, changed.states) === 0) return changed.sites
  }
  return null
}

const NEUTRAL_TRIES = 30

/** Reported states drawn at random until they are neutral; null when they never are. */
function randomNeutralStates({ sites }: Parent, random: RandomStream): readonly number[] | null {
  if (sites.some(({ element }) => REPORTED_STATES[element]!.length === 0)) return null
  for (let attempt = 0; attempt < NEUTRAL_TRIES; attempt++) {
    const states = sites.map(({ element }) => oneOf(REPORTED_STATES[element]!, random))
    if (chargeOf(sites, states) === 0) return states
  }
  return null
}

function chargeOf(sites: readonly Site[], states: readonly number[]): number {
  return sites.reduce((sum, { amount }, place) => sum + amount * states[place]!, 0)
}

/** The cations in these amounts and so much of the anion that it is neutral; null when they have no positive charge. */
function balanced(
  elements: readonly ElementIndex[],
  amounts: readonly number[],
  states: readonly number[],
  anion: number,
  anionCharge: number,
): readonly Site[] | null {
  let charge = 0
  elements.forEach((_, place) => {
    if (place !== anion) charge += amounts[place]! * states[place]!
  })
  if (charge <= 0) return null
  const divisor = greatestCommonDivisor(anionCharge, charge)
  return elements.map((element, place) => ({
    element,
    amount: place === anion ? charge / divisor : (amounts[place]! * anionCharge) / divisor,
  }))
}

interface ChargedSites {
  readonly sites: readonly Site[]
  readonly states: readonly number[]
}

function changedCations(
  sites: readonly Site[],
  states: readonly number[],
  places: readonly number[],
  next: () => { readonly element: ElementIndex; readonly state: number } | null,
): ChargedSites | null {
  let changed: ChargedSites = { sites, states }
  for (const place of places) {
    const cation = next()
    if (!cation || has(changed.sites, cation.element)) return null
    changed = {
      sites: changed.sites.with(place, { element: cation.element, amount: sites[place]!.amount }),
      states: changed.states.with(place, cation.state),
    }
  }
  return changed
}

/** So many of the values, none twice, in random order. */
function drawn<T>(values: readonly T[], count: number, random: RandomStream): readonly T[] {
  const left = [...values]
  return Array.from({ length: count }, () => left.splice(random.integer(left.length), 1)[0]!)
}
