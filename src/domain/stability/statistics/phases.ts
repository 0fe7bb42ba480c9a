import { elementTerm, type KnownTables } from '../tables/index.ts'
import type { Query } from './query.ts'

/** A known compound of some of the composition's elements, into which the composition could fall apart. */
export interface CompetingPhase {
  /** Its place among the known compounds. */
  readonly place: number
  /** How many elements it has. */
  readonly size: number
  /** Atomic fractions of the composition's elements, in their order. */
  readonly fractions: readonly number[]
  /** Σ |difference of atomic fractions|, 0 to 2. */
  readonly distance: number
}

/** The known compounds within a composition's system, itself left out, and how filled its subsystems are. */
export interface CompetingPhases {
  readonly phases: readonly CompetingPhase[]
  /** Numbers of subsystems of two and of three elements, and of those with a compound in them. */
  readonly binaries: SystemCount
  readonly ternaries: SystemCount
}

export interface SystemCount {
  readonly all: number
  readonly filled: number
}

/** With more elements subsystems are too many; nothing is then said of them. */
export const MOST_ELEMENTS = 8

const SAME = 1e-9

export function competingPhases(query: Query, tables: KnownTables): CompetingPhases {
  const n = query.elements.length
  const phases: CompetingPhase[] = []
  const binaries = { all: 0, filled: 0 }
  const ternaries = { all: 0, filled: 0 }
  if (n > MOST_ELEMENTS) return { phases, binaries, ternaries }
  const terms = query.elements.map(elementTerm)
  for (let subset = 1; subset < 1 << n; subset++) {
    let key = 0
    let size = 0
    for (let i = 0; i < n; i++) {
      if ((subset & (1 << i)) === 0) continue
      key += terms[i]!
      size++
    }
    if (size < 2) continue
    const before = phases.length
    for (const place of tables.byElementSet.get(key) ?? []) {
      const fractions = fractionsWithin(query, tables.known[place]!)
      const distance = distanceBetween(fractions, query.fractions)
      if (distance >= SAME) phases.push({ place, size, fractions, distance })
    }
    const systems = size === 2 ? binaries : size === 3 ? ternaries : null
    if (!systems) continue
    systems.all++
    if (phases.length > before) systems.filled++
  }
  return { phases, binaries, ternaries }
}

function fractionsWithin(query: Query, known: KnownTables['known'][number]): number[] {
  let atoms = 0
  for (const amount of known.amounts) atoms += amount
  let next = 0
  return query.elements.map(element => {
    if (known.elements[next] !== element) return 0
    return known.amounts[next++]! / atoms
  })
}

function distanceBetween(a: readonly number[], b: readonly number[]): number {
  let distance = 0
  for (let i = 0; i < a.length; i++) distance += Math.abs(a[i]! - b[i]!)
  return distance
}
