import type { ChargeCondition } from './search-spec.ts'

/** Charges per atom this much outside their limits count as on them: the last bits of a division. */
const TOLERANCE = 1e-9

/** Whether one of the charges that a formula of so many atoms may have is as the search wants it. */
export function meetsCharge(condition: ChargeCondition, charges: readonly number[], atoms: number): boolean {
  if (condition.kind === 'any') return true
  let nearestToZero = Number.POSITIVE_INFINITY
  for (const charge of charges) nearestToZero = Math.min(nearestToZero, Math.abs(charge))
  if (condition.kind !== 'per-atom') return nearestToZero === 0
  const perAtom = nearestToZero / atoms
  return perAtom >= condition.least - TOLERANCE && perAtom <= condition.most + TOLERANCE
}
