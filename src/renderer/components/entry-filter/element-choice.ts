import type { ElementStates } from '../periodic-table/index.ts'
import type { EntryFilter } from './entry-filter.ts'

/** Elements that a compound contains, may contain beside these, and must not contain. */
export type ElementChoice = EntryFilter['elements']

/** What a click on an element says of it. */
export type ElementRole = 'required' | 'allowed' | 'excluded'

/** What each element is to a choice: required ones may be there anyway, so that "allowed" tells of the others. */
export function elementStates({ only, atLeast, without }: ElementChoice): ElementStates {
  return Object.fromEntries([
    ...only.map(symbol => [symbol, { kind: 'allowed' }]),
    ...atLeast.map(symbol => [symbol, { kind: 'required' }]),
    ...without.map(symbol => [symbol, { kind: 'excluded' }]),
  ])
}

export function roleOf({ only, atLeast, without }: ElementChoice, symbol: string): ElementRole | null {
  if (atLeast.includes(symbol)) return 'required'
  if (only.includes(symbol)) return 'allowed'
  return without.includes(symbol) ? 'excluded' : null
}

/**
 * The choice with an element in a role, or in none. As soon as some elements are allowed, all others but the required
 * ones are not; a choice that nothing could satisfy does not come about.
 */
export function withRole(choice: ElementChoice, symbol: string, role: ElementRole | null): ElementChoice {
  const others = without(choice, symbol)
  switch (role) {
    case null:
      return others
    case 'required':
      return {
        ...others,
        atLeast: [...others.atLeast, symbol],
        only: isClosed(choice) ? [...others.only, symbol] : [],
      }
    case 'allowed':
      return { ...others, only: [...(isClosed(choice) ? others.only : others.atLeast), symbol] }
    case 'excluded':
      return { ...others, without: [...others.without, symbol] }
  }
}

/** Whether nothing but named elements may be in a compound. */
export function isClosed({ only }: ElementChoice): boolean {
  return only.length > 0
}

/** The choice with no elements beside the required ones, or with any. */
export function withOthers(choice: ElementChoice, others: 'any' | 'none'): ElementChoice {
  return { ...choice, only: others === 'any' ? [] : choice.atLeast }
}

function without(choice: ElementChoice, symbol: string): ElementChoice {
  const drop = (symbols: readonly string[]) => symbols.filter(other => other !== symbol)
  return { only: drop(choice.only), atLeast: drop(choice.atLeast), without: drop(choice.without) }
}
