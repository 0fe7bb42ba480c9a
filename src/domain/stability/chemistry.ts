import { type ElementIndex, elementsOf } from './elements/index.ts'

/**
 * The kind of compound, by its most decisive anion: what an element can be exchanged for, and which charge it
 * bears, hangs on it. The place in `CHEMISTRIES`, 0 to 4.
 */
export type Chemistry = number

export const CHEMISTRIES = ['oxide', 'halide', 'chalcogenide', 'other non-metal', 'intermetallic'] as const

export const OTHER_NON_METAL: Chemistry = 3
export const INTERMETALLIC: Chemistry = 4

const DECISIVE: readonly ReadonlySet<ElementIndex>[] = [
  'O',
  'F Cl Br I',
  'S Se Te',
  'N P As H C B Si Sb',
].map(symbols => new Set(elementsOf(symbols)))

/** The first of oxygen, halogens, chalcogens and other non-metals that occurs; else an intermetallic. */
export function chemistryOf(elements: readonly ElementIndex[]): Chemistry {
  const chemistry = DECISIVE.findIndex(anions => elements.some(element => anions.has(element)))
  return chemistry < 0 ? INTERMETALLIC : chemistry
}
