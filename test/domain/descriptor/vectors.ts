import type { Composition } from '../../../src/domain/composition.ts'
import { descriptorBlock } from '../../../src/domain/descriptor/blocks.ts'
import { type DescriptorMode, describe } from '../../../src/domain/descriptor/index.ts'

/** A composition from amounts by symbol, in the order given. */
export function composition(amounts: Readonly<Record<string, number>>): Composition {
  return Object.entries(amounts).map(([symbol, amount]) => ({ symbol, amount }))
}

/** The features of one block of a composition's descriptor. */
export function blockOf(
  amounts: Readonly<Record<string, number>>,
  label: string,
  mode: DescriptorMode = 'documented',
): number[] {
  const { offset, length } = descriptorBlock(label)
  return Array.from(describe(composition(amounts), mode).slice(offset, offset + length))
}

/** The features that are not zero, by their place. */
export function nonzero(features: readonly number[]): Record<number, number> {
  return Object.fromEntries(features.flatMap((value, place) => (value === 0 ? [] : [[place, value]])))
}

/** Equal to the six decimals of a hand computation. */
export function rounded(features: Readonly<Record<number, number>>): Record<number, number> {
  return Object.fromEntries(
    Object.entries(features).map(([place, value]) => [place, Math.round(value * 1e6) / 1e6]),
  )
}
