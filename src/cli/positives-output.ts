import type { PositivesFile } from '../host/positives.ts'
import { remark } from './output.ts'

/** Says how many positives a file gave, and what was left out of it and why. */
export function remarkPositives(
  title: string,
  read: PositivesFile,
  maxEnergyAboveHullEvPerAtom: number,
): void {
  const leftOut = [
    [read.repeated, 'lines that repeat a composition'],
    [read.aboveLimit, `at or above ${maxEnergyAboveHullEvPerAtom} eV/atom`],
    [read.withoutEnergy, 'without an energy'],
    [read.unread, 'not read'],
    [read.outsideDescriptor, 'with elements the descriptor has no data for'],
  ] as const
  const counted = leftOut.filter(([n]) => n > 0).map(([n, what]) => `${n} ${what}`)
  remark(`${read.positives.length} positives in ${title}. Left out: ${counted.join(', ') || 'nothing'}.`)
}
