import type { RandomStream } from '../../statistics/index.ts'
import { ELECTRONEGATIVITY, type ElementIndex } from '../elements/index.ts'
import type { Site } from '../stoichiometry.ts'
import { type BackgroundSource, type Corruption, has, multiplied, oneOf } from './corruption.ts'
import { isCation } from './samplers.ts'

/** Part of one element given over to one that is often exchanged for it. */
export const similarSplit: Corruption = ({ sites, elements }, { random, samplers }) => {
  const place = random.integer(sites.length)
  const factor = Math.ceil(2 / sites[place]!.amount) + (random.uniform() < 0.3 ? 1 : 0)
  const moved = 1 + random.integer(sites[place]!.amount * factor - 1)
  return split(multiplied(sites, factor), place, samplers.exchangeable[elements[place]!]!(random), moved)
}

/** Part of one element in a formula of any size given over to a popular one. */
export const popularSplit: Corruption = ({ sites, chemistry }, source) => {
  const place = source.random.integer(sites.length)
  const { element } = sites[place]!
  const taker = popularFor(element, chemistry, source)
  if (!isCation(element) && ELECTRONEGATIVITY[taker]! < 2) return null
  return splitInLargeCell(sites, place, taker, source.random)
}

/** Two cations split. */
export const twoCationsSplit: Corruption = ({ sites, chemistry }, source) => {
  let result = sites
  for (let time = 0; time < 2; time++) {
    const place = source.random.integer(result.length)
    const { element } = result[place]!
    if (!isCation(element)) continue
    const taker = popularFor(element, chemistry, source)
    result = splitInLargeCell(result, place, taker, source.random) ?? result
  }
  return result === sites ? null : result
}

/** Part of the most electronegative element given over to a common anion. */
export const anionSplit: Corruption = ({ sites, mostNegative }, { random, samplers }) => {
  if (ELECTRONEGATIVITY[sites[mostNegative]!.element]! < 2) return null
  return splitInLargeCell(sites, mostNegative, samplers.anion(random), random)
}

function popularFor(element: ElementIndex, chemistry: number, { random, samplers }: BackgroundSource) {
  const sampler =
    random.uniform() < 0.5 ? samplers.exchangeableAndFrequent[element]! : samplers.popularCation[chemistry]!
  return sampler(random)
}

const CELLS = [1, 1, 2, 2, 3, 4, 4, 8]

function splitInLargeCell(
  sites: readonly Site[],
  place: number,
  taker: ElementIndex,
  random: RandomStream,
): readonly Site[] | null {
  const { amount } = sites[place]!
  const factor = Math.max(oneOf(CELLS, random), Math.ceil(2 / amount))
  const whole = amount * factor
  return split(multiplied(sites, factor), place, taker, movedOf(whole, random))
}

/** One atom, half of them or any number, but not all. */
function movedOf(whole: number, random: RandomStream): number {
  if (random.uniform() < 0.4) return 1
  return random.uniform() < 0.5 ? Math.floor(whole / 2) : 1 + random.integer(whole - 1)
}

function split(
  sites: readonly Site[],
  place: number,
  taker: ElementIndex,
  moved: number,
): readonly Site[] | null {
  if (has(sites, taker)) return null
  const { element, amount } = sites[place]!
  return [...sites.with(place, { element, amount: amount - moved }), { element: taker, amount: moved }]
}
