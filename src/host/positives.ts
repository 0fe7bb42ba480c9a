import { undescribedElements } from '../domain/descriptor/index.ts'
import { AnomaliteError } from '../domain/error.ts'
import { canonicalFormula } from '../domain/formula/index.ts'
import type { LabelledFormula } from '../engine/index.ts'
import { type FormulaList, readFormulaList } from '../library/index.ts'
import { collectLabelled, type LabelledComposition } from './evaluation.ts'
import { fileSource, fileTitle } from './list-file.ts'

/** With fewer there is nothing to learn from and nothing to hold out. */
const FEWEST_POSITIVES = 10

/** What a file of positives holds, sorted by what may be done with it. */
export interface PositivesFile {
  /** Distinct canonical formulas below the energy limit: all that training sees. */
  readonly positives: readonly string[]
  /** Lines with a composition that an earlier line has. */
  readonly repeated: number
  readonly unread: number
  /** In a file with energies, lines that have none: not known to be stable, so left out. */
  readonly withoutEnergy: number
  /** At or above the energy limit: never trained on. */
  readonly aboveLimit: number
  /** With elements the descriptor has no data for. */
  readonly outsideDescriptor: number
  readonly hasEnergies: boolean
  /** What a model can be judged by after training: all compositions of known energy, when some are above the limit. */
  readonly labelled: readonly LabelledFormula[]
}

/**
 * Reads the positives of a file, enough to train a model on: see `sortPositives`. Throws `training/too-few-positives`.
 */
export async function readPositives(
  path: string,
  maxEnergyAboveHullEvPerAtom: number,
): Promise<PositivesFile> {
  const file = await sortPositives(path, maxEnergyAboveHullEvPerAtom)
  if (file.positives.length >= FEWEST_POSITIVES) return file
  throw new AnomaliteError(
    'training/too-few-positives',
    `${fileTitle(path)} gives ${file.positives.length} positives; training needs at least ${FEWEST_POSITIVES}.`,
    { path, positives: file.positives.length },
  )
}

/** Sorts the lines of a file: where it has energies above hull those below the limit are positives, else all. */
export async function sortPositives(
  path: string,
  maxEnergyAboveHullEvPerAtom: number,
): Promise<PositivesFile> {
  const list = await readFormulaList(await fileSource(path))
  const hasEnergies = list.format.layout.energyAboveHull !== null
  const positives = new Set<string>()
  const counts = { repeated: 0, unread: 0, withoutEnergy: 0, aboveLimit: 0, outsideDescriptor: 0 }
  for await (const row of list.rows()) {
    const energy = row.energyAboveHullEvPerAtom
    if (row.status === 'problem') counts.unread++
    else if (hasEnergies && energy === null) counts.withoutEnergy++
    else if (energy !== null && energy >= maxEnergyAboveHullEvPerAtom) counts.aboveLimit++
    else if (undescribedElements(row.composition).length > 0) counts.outsideDescriptor++
    else {
      const formula = canonicalFormula(row.composition)
      if (positives.has(formula)) counts.repeated++
      positives.add(formula)
    }
  }
  const labelled = counts.aboveLimit > 0 ? await judgingSet(list, maxEnergyAboveHullEvPerAtom) : []
  return { positives: [...positives], ...counts, hasEnergies, labelled }
}

/** Empty when nothing in it could count as a negative. */
async function judgingSet(
  list: FormulaList,
  maxEnergyAboveHullEvPerAtom: number,
): Promise<LabelledFormula[]> {
  const { labelled } = await collectLabelled(list)
  const described = labelled.filter(({ composition }) => undescribedElements(composition).length === 0)
  const isNegative = (entry: LabelledComposition) =>
    entry.energyAboveHullEvPerAtom >= maxEnergyAboveHullEvPerAtom
  if (!described.some(isNegative)) return []
  return described.map(({ composition, energyAboveHullEvPerAtom }) => ({
    formula: canonicalFormula(composition),
    energyAboveHullEvPerAtom,
  }))
}
