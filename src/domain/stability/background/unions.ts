import { OTHER_NON_METAL } from '../chemistry.ts'
import type { ElementIndex } from '../elements/index.ts'
import { type Site, sitesOf } from '../stoichiometry.ts'
import { type Corruption, has, multiplied, oneOf } from './corruption.ts'

/** Added to a compound that shares one of its elements. */
export const union: Corruption = ({ sites, elements }, { random, partnerWith }) => {
  const partner = partnerWith(oneOf(elements, random))
  const together = new Set([...elements, ...partner.elements]).size
  if (together > Math.min(7, Math.max(elements.length + 1, 3))) return null
  const onceOrTwice = () => (random.uniform() < 0.3 ? 2 : 1)
  return [...multiplied(sites, onceOrTwice()), ...multiplied(sitesOf(partner), onceOrTwice())]
}

const MOST_UNITED_ELEMENTS = 6
const LARGEST_PARTNER = 4

/** Added to up to two compounds with the same anion. */
export const unionOfSalts: Corruption = ({ sites, elements, mostNegative }, { random, partnerWith }) => {
  const result: Site[] = [...multiplied(sites, 1 + random.integer(3))]
  let together: ReadonlySet<ElementIndex> = new Set(elements)
  for (let time = 0; time < 2; time++) {
    const partner = partnerWith(elements[mostNegative]!)
    const extended = new Set([...together, ...partner.elements])
    if (extended.size > MOST_UNITED_ELEMENTS || partner.elements.length > LARGEST_PARTNER) continue
    together = extended
    result.push(...multiplied(sitesOf(partner), 1 + random.integer(3)))
  }
  return result
}

/** A guest such as lithium put in, or another amount of it. Rarer where there is no strong anion. */
export const insertedGuest: Corruption = ({ sites, chemistry }, { random, samplers }) => {
  if (chemistry >= OTHER_NON_METAL && random.uniform() < 0.7) return null
  const element = samplers.guest(random)
  const factor = 1 + random.integer(4)
  const guest = { element, amount: 1 + random.integer(2 * factor + 1) }
  const host = multiplied(sites, factor)
  return has(host, element) ? host.map(site => (site.element === element ? guest : site)) : [...host, guest]
}
