import { ELEMENTS, type Element } from '../../../../domain/elements/index.ts'

/** Groups of elements that go into a role together. */
export const ELEMENT_GROUPS = [
  'alkali',
  'alkaline-earth',
  '3d',
  '4d',
  '5d',
  'lanthanides',
  'pnictogens',
  'chalcogens',
  'halogens',
] as const

export type ElementGroup = (typeof ELEMENT_GROUPS)[number]

const BELONGS: Readonly<Record<ElementGroup, (element: Element) => boolean>> = {
  alkali: ({ group, period }) => group === 1 && period > 1,
  'alkaline-earth': ({ group }) => group === 2,
  '3d': ({ block, period }) => block === 'd' && period === 4,
  '4d': ({ block, period }) => block === 'd' && period === 5,
  '5d': ({ block, atomicNumber }) => block === 'd' && atomicNumber > 71,
  lanthanides: ({ atomicNumber }) => atomicNumber >= 57 && atomicNumber <= 71,
  pnictogens: ({ group, block }) => group === 15 && block === 'p',
  chalcogens: ({ group, block }) => group === 16 && block === 'p',
  halogens: ({ group, block }) => group === 17 && block === 'p',
}

/** Symbols of a group, the heaviest row left out: nobody makes compounds of it. */
export function symbolsOf(group: ElementGroup): readonly string[] {
  return ELEMENTS.filter(element => element.period < 7 && BELONGS[group](element)).map(({ symbol }) => symbol)
}
