import type { ScreeningChoice } from '../../../../contract/index.ts'
import type {
  ChargeCondition,
  Role,
  RoleElement,
  SearchSpec,
  WholeRange,
} from '../../../../domain/candidates/index.ts'
import { elementsOf, placeOf, type RolePlace } from './role-place.ts'
import { usualStatesIn } from './role-sign.ts'

export type ChargeKind = ChargeCondition['kind']

/** Takes elements into a role with their usual states, out of any other; those that it has stay as they are. */
export function takeElements(search: SearchSpec, place: RolePlace, symbols: readonly string[]): SearchSpec {
  return symbols.reduce((before, symbol) => {
    if (placeOf(before, symbol) === place) return before
    const without = leaveElement(before, symbol)
    const states = usualStatesIn(without, place, symbol)
    return withElements(without, place, [...elementsOf(without, place), { symbol, states }])
  }, search)
}

/** Leaves an element out of the search. */
export function leaveElement(search: SearchSpec, symbol: string): SearchSpec {
  const place = placeOf(search, symbol)
  if (place === null) return search
  const others = elementsOf(search, place).filter(element => element.symbol !== symbol)
  return {
    ...withElements(search, place, others),
    required: search.required.filter(other => other !== symbol),
  }
}

/** Every candidate contains the element, or need not. */
export function toggleRequired(search: SearchSpec, symbol: string): SearchSpec {
  const { required } = search
  return {
    ...search,
    required: required.includes(symbol) ? required.filter(other => other !== symbol) : [...required, symbol],
  }
}

/** Changes states or amounts of an element of the search; amounts null: those of its role. */
export function changeElement(
  search: SearchSpec,
  symbol: string,
  change: { readonly states: readonly number[] } | { readonly amounts: WholeRange | null },
): SearchSpec {
  const place = placeOf(search, symbol)
  if (place === null) return search
  const changed = elementsOf(search, place).map(element => {
    if (element.symbol !== symbol) return element
    if ('states' in change) return { ...element, states: change.states.toSorted((a, b) => a - b) }
    const { amounts: _, ...others } = element
    return change.amounts === null ? others : { ...others, amounts: change.amounts }
  })
  return withElements(search, place, changed)
}

export function changeRole(
  search: SearchSpec,
  index: number,
  change: Partial<Omit<Role, 'elements'>>,
): SearchSpec {
  return { ...search, roles: search.roles.map((role, at) => (at === index ? { ...role, ...change } : role)) }
}

export function addRole(search: SearchSpec, name: string): SearchSpec {
  const distinct = { least: 1, most: 1 }
  return {
    ...search,
    roles: [...search.roles, { name, elements: [], distinct, amounts: { least: 1, most: 6 } }],
  }
}

export function removeRole(search: SearchSpec, index: number): SearchSpec {
  const gone = search.roles[index]?.elements.map(({ symbol }) => symbol) ?? []
  return {
    ...search,
    roles: search.roles.filter((_, at) => at !== index),
    required: search.required.filter(symbol => !gone.includes(symbol)),
  }
}

/** Amounts that a role of anions is first given: as much oxygen as the paper's oxides have. */
const ANION_AMOUNTS: WholeRange = { least: 1, most: 24 }

/**
 * Asks for another charge. What balances is a part of its own: the one role of anions becomes it, and where nothing
 * is balanced any more it becomes a role again, by the name given.
 */
export function changeCharge(search: SearchSpec, kind: ChargeKind, anions: string): SearchSpec {
  if (kind === search.charge.kind) return search
  const { charge, roles } = search
  if (kind === 'balanced') {
    const index = roles.findIndex(isOfAnions)
    const by = (roles[index]?.elements ?? []).map(({ symbol, states }) => ({ symbol, states }))
    return { ...search, roles: roles.filter((_, at) => at !== index), charge: { kind, by } }
  }
  const freed: readonly Role[] =
    charge.kind === 'balanced' && charge.by.length > 0
      ? [{ name: anions, elements: charge.by, distinct: { least: 1, most: 1 }, amounts: ANION_AMOUNTS }]
      : []
  return {
    ...search,
    roles: [...roles, ...freed],
    charge: kind === 'per-atom' ? { kind, least: 0, most: 0.5 } : { kind },
  }
}

/** A name that is not taken: the one given, or that with the next number behind it. */
export function freeName(name: string, taken: readonly string[]): string {
  const plain = name.replace(/ \(\d+\)$/, '')
  let free = name
  for (let number = 2; taken.includes(free); number++) free = `${plain} (${number})`
  return free
}

/** The choice with another search in it. */
export function withSearch(choice: ScreeningChoice, search: SearchSpec): ScreeningChoice {
  return { ...choice, search }
}

function isOfAnions({ elements }: Role): boolean {
  return (
    elements.length > 0 &&
    elements.every(({ states }) => states.length > 0 && states.every(state => state < 0))
  )
}

function withElements(search: SearchSpec, place: RolePlace, elements: readonly RoleElement[]): SearchSpec {
  if (place === 'balance') return { ...search, charge: { kind: 'balanced', by: elements } }
  return { ...search, roles: search.roles.map((role, at) => (at === place ? { ...role, elements } : role)) }
}
