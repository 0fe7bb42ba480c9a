import type { RoleElement, SearchSpec } from '../../../../domain/candidates/index.ts'

/** A role by its place in the search, or the elements that balance the charge. */
export type RolePlace = number | 'balance'

/** Elements of a role, or of those that balance the charge. */
export function elementsOf({ roles, charge }: SearchSpec, place: RolePlace): readonly RoleElement[] {
  if (place === 'balance') return charge.kind === 'balanced' ? charge.by : []
  return roles[place]?.elements ?? []
}

/** Places of a search in the order of its chips: the roles, then what balances. */
export function placesOf({ roles, charge }: SearchSpec): readonly RolePlace[] {
  return [...roles.keys(), ...(charge.kind === 'balanced' ? (['balance'] as const) : [])]
}

/** The place that has an element; null when it is excluded. */
export function placeOf(search: SearchSpec, symbol: string): RolePlace | null {
  const has = (place: RolePlace) => elementsOf(search, place).some(element => element.symbol === symbol)
  return placesOf(search).find(has) ?? null
}
