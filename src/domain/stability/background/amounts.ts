import type { Corruption } from './corruption.ts'

const STEPS = [-2, -1, 1, 1, 2, 3]

/** One amount a little smaller or larger. */
export const changedAmount: Corruption = ({ sites }, { random }) => {
  const place = random.integer(sites.length)
  const { element, amount } = sites[place]!
  return sites.with(place, { element, amount: Math.max(1, amount + STEPS[random.integer(STEPS.length)]!) })
}

/** Two unequal amounts exchanged. */
export const exchangedAmounts: Corruption = ({ sites }, { random }) => {
  const place = random.integer(sites.length)
  const other = random.integer(sites.length)
  const [a, b] = [sites[place]!, sites[other]!]
  if (place === other || a.amount === b.amount) return null
  return sites
    .with(place, { element: a.element, amount: b.amount })
    .with(other, { element: b.element, amount: a.amount })
}

/** An element left out or with less of it, or a few atoms of another element added. */
export const lessOrMore: Corruption = (parent, source) =>
  source.random.uniform() < 0.5 && parent.sites.length > 2 ? less(parent, source) : more(parent, source)

const less: Corruption = ({ sites }, { random }) => {
  const place = random.integer(sites.length)
  const { element, amount } = sites[place]!
  if (amount === 1 || random.uniform() >= 0.5) return sites.toSpliced(place, 1)
  return sites.with(place, { element, amount: amount - 1 - random.integer(amount - 1) })
}

const more: Corruption = ({ sites, elements }, { random, partnerWith }) => {
  const partner = partnerWith(elements[random.integer(elements.length)]!)
  const element = partner.elements[random.integer(partner.elements.length)]!
  if (elements.includes(element)) return null
  const factor = 1 + random.integer(2)
  return [
    ...sites.map(site => ({ element: site.element, amount: site.amount * factor })),
    { element, amount: 1 + random.integer(3) },
  ]
}
