import type { RolePlace } from '../editing/role-place.ts'

/** What stands for a role on its chip and on the table: A, B, …; = for what balances. */
export function roleLetter(place: RolePlace): string {
  return place === 'balance' ? '=' : String.fromCharCode('A'.charCodeAt(0) + place)
}
