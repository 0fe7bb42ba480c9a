import { type BackgroundSource, type Corruption, has, type Parent, swapped } from './corruption.ts'
import type { ElementSampler } from './samplers.ts'

/** One element exchanged for one that is often exchanged for it. */
export const similarSwap: Corruption = (parent, { random, samplers }) => {
  const place = random.integer(parent.sites.length)
  return swapped(parent.sites, place, samplers.exchangeable[parent.elements[place]!]!(random))
}

/** One element exchanged for any, or for one that only looks like it. */
export const strangeSwap: Corruption = (parent, { random, samplers }) => {
  const place = random.integer(parent.sites.length)
  const sampler = random.uniform() < 0.67 ? samplers.frequent : samplers.lookAlike[parent.elements[place]!]!
  return swapped(parent.sites, place, sampler(random))
}

/** Two elements, sometimes three, each exchanged for one that is often exchanged for it. */
export const doubleSwap: Corruption = (parent, { random, samplers }) => {
  const { sites, elements } = parent
  const place = random.integer(sites.length)
  const other = random.integer(sites.length)
  if (place === other) return null
  const element = samplers.exchangeable[elements[place]!]!(random)
  const otherElement = samplers.exchangeable[elements[other]!]!(random)
  if (element === otherElement || has(sites, otherElement)) return null
  const twice = swapped(sites, place, element)?.with(other, {
    element: otherElement,
    amount: sites[other]!.amount,
  })
  if (!twice) return null
  if (sites.length === 2 || random.uniform() >= 0.4) return twice
  const third = random.integer(sites.length)
  if (third === place || third === other) return twice
  return swapped(twice, third, samplers.exchangeable[elements[third]!]!(random)) ?? twice
}

/** Every element exchanged for any. */
export const allSwapped: Corruption = ({ sites }, { random, samplers }) =>
  sites.map(({ amount }) => ({ element: samplers.frequent(random), amount }))

/** One element or two exchanged for ones that look like them. */
export const lookAlikeSwap: Corruption = (parent, source) =>
  onceOrTwice(parent, source, element => source.samplers.lookAlike[element]!)

/** One element or two exchanged for popular ones. */
export const popularSwap: Corruption = (parent, source) =>
  onceOrTwice(parent, source, element =>
    source.random.uniform() < 0.5
      ? source.samplers.popular[parent.chemistry]!
      : source.samplers.exchangeableAndFrequent[element]!,
  )

function onceOrTwice(
  { sites, elements }: Parent,
  { random }: BackgroundSource,
  samplerFor: (element: number) => ElementSampler,
): ReturnType<Corruption> {
  const place = random.integer(sites.length)
  const once = swapped(sites, place, samplerFor(elements[place]!)(random))
  if (!once || sites.length === 2 || random.uniform() >= 0.5) return once
  const other = random.integer(sites.length)
  if (other === place) return once
  return swapped(once, other, samplerFor(elements[other]!)(random)) ?? once
}
