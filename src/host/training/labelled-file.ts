import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LabelledFormula } from '../../engine/index.ts'
import { exportTable } from '../../library/index.ts'

/**
 * Compositions of known energy in a run's folder, which judge the model when it is trained. They lie there because what
 * they come from may have changed by then, or have been standard input.
 */
export const LABELLED_FILE = 'labelled.csv'

export async function writeLabelled(folder: string, labelled: readonly LabelledFormula[]): Promise<void> {
  const rows = labelled.map(({ formula, energyAboveHullEvPerAtom }) => [formula, energyAboveHullEvPerAtom])
  await exportTable({ columns: ['formula', 'e_above_hull'], rows }, join(folder, LABELLED_FILE))
}

/** Reads what `writeLabelled` wrote: canonical formulas hold no comma. */
export async function readLabelled(path: string): Promise<LabelledFormula[]> {
  const [, ...lines] = (await readFile(path, 'utf8')).trim().split(/\r?\n/)
  return lines.map(line => {
    const [formula, energy] = line.split(',') as [string, string]
    return { formula, energyAboveHullEvPerAtom: Number(energy) }
  })
}
