import type { Composition } from '../composition.ts'
import { type ElementIndex, elementIndex, elementSymbol } from './elements/index.ts'

/** A compound as its elements and the smallest whole amounts of them. Each element is called a site of it. */
export interface Stoichiometry {
  /** Ascending. */
  readonly elements: readonly ElementIndex[]
  /** Without a common divisor. */
  readonly amounts: readonly number[]
}

/** An element and how many atoms of it a formula has. */
export interface Site {
  readonly element: ElementIndex
  readonly amount: number
}

/** Sorts and reduces sites; amounts of one element add up, and those of zero or less are left out. */
export function stoichiometry(sites: readonly Site[]): Stoichiometry {
  const sorted = sites.filter(({ amount }) => amount > 0).sort((a, b) => a.element - b.element)
  const elements: ElementIndex[] = []
  const amounts: number[] = []
  let divisor = 0
  for (const { element, amount } of sorted) {
    if (elements.at(-1) === element) amounts[amounts.length - 1]! += amount
    else {
      elements.push(element)
      amounts.push(amount)
    }
  }
  for (const amount of amounts) divisor = greatestCommonDivisor(divisor, amount)
  if (divisor > 1) for (let i = 0; i < amounts.length; i++) amounts[i]! /= divisor
  return { elements, amounts }
}

/**
 * A composition of whole amounts, reduced. Null where an amount is no whole number or an element lies beyond
 * nobelium.
 */
export function wholeStoichiometry(composition: Composition): Stoichiometry | null {
  const sites: Site[] = []
  for (const { symbol, amount } of composition) {
    const element = elementIndex(symbol)
    if (element === undefined || !Number.isInteger(amount)) return null
    sites.push({ element, amount })
  }
  return stoichiometry(sites)
}

export function sitesOf({ elements, amounts }: Stoichiometry): Site[] {
  return elements.map((element, i) => ({ element, amount: amounts[i]! }))
}

/** The compound as a composition, in order of atomic number. */
export function compositionOf({ elements, amounts }: Stoichiometry): Composition {
  return elements.map((element, i) => ({ symbol: elementSymbol(element), amount: amounts[i]! }))
}

export function atomsOf({ amounts }: Stoichiometry): number {
  let atoms = 0
  for (const amount of amounts) atoms += amount
  return atoms
}

export function greatestCommonDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b]
  return a
}
