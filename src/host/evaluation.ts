import type { Composition } from '../domain/composition.ts'
import { undescribedElements } from '../domain/descriptor/index.ts'
import { AnomaliteError } from '../domain/error.ts'
import { type Evaluation, evaluateScores } from '../domain/evaluation/index.ts'
import { canonicalFormula } from '../domain/formula/index.ts'
import type { ComputeProcess } from '../engine/index.ts'
import { type FormulaList, type FormulaRow, readFormulaList } from '../library/index.ts'
import { fileSource, fileTitle } from './list-file.ts'
import type { Model } from './models.ts'
import type { ScoreOptions } from './scoring.ts'

/** A composition whose energy above hull is known. */
export interface LabelledComposition {
  readonly composition: Composition
  readonly energyAboveHullEvPerAtom: number
}

/** What the lines of a labelled list gave. */
export interface LabelledList {
  /** One for each distinct composition, with the lowest of its energies. */
  readonly labelled: readonly LabelledComposition[]
  readonly unread: number
  readonly withoutEnergy: number
  /** Lines that repeat a composition. */
  readonly repeated: number
}

/**
 * Reads compositions with their energy above hull from a file.
 * Throws `evaluation/no-energies` when no column holds them.
 */
export async function readLabelledFile(path: string): Promise<LabelledList> {
  const list = await readFormulaList(await fileSource(path))
  if (list.format.layout.energyAboveHull === null) {
    throw new AnomaliteError(
      'evaluation/no-energies',
      `${fileTitle(path)} has no column of energies above hull. Name one e_above_hull, in eV/atom.`,
      { path },
    )
  }
  return collectLabelled(list)
}

/** The compositions of a list whose energy above hull is known. */
export async function collectLabelled(list: FormulaList): Promise<LabelledList> {
  const byFirstLine = new Map<number, LabelledComposition>()
  const counts = { unread: 0, withoutEnergy: 0, repeated: 0 }
  for await (const row of list.rows()) {
    const energy = row.energyAboveHullEvPerAtom
    if (row.status === 'problem') counts.unread++
    else if (energy === null) counts.withoutEnergy++
    else {
      const line = firstLineOf(row)
      const known = byFirstLine.get(line)
      if (known) counts.repeated++
      if (!known || energy < known.energyAboveHullEvPerAtom) {
        byFirstLine.set(line, { composition: row.composition, energyAboveHullEvPerAtom: energy })
      }
    }
  }
  return { labelled: [...byFirstLine.values()], ...counts }
}

function firstLineOf(row: Exclude<FormulaRow, { status: 'problem' }>): number {
  return row.duplicateOfLine ?? row.line
}

export interface ModelEvaluation extends Evaluation {
  /** Labelled compositions with elements the model has no data for, left out. */
  readonly outsideModel: number
}

/** Judges a model on labelled compositions: those below the limit are positives, all others negatives. */
export async function evaluateModel(
  compute: Pick<ComputeProcess, 'call'>,
  model: Model,
  labelled: readonly LabelledComposition[],
  maxEnergyAboveHullEvPerAtom: number,
  { signal, onProgress }: ScoreOptions = {},
): Promise<ModelEvaluation> {
  const inside = labelled.filter(({ composition }) => undescribedElements(composition).length === 0)
  const formulas = inside.map(({ composition, energyAboveHullEvPerAtom }) => ({
    formula: canonicalFormula(composition),
    energyAboveHullEvPerAtom,
  }))
  const outsideModel = labelled.length - inside.length
  if (formulas.length === 0) return { ...evaluateScores([], maxEnergyAboveHullEvPerAtom), outsideModel }
  const call = compute.call(
    'judge',
    { modelFolder: model.folder, labelled: formulas, maxEnergyAboveHullEvPerAtom },
    { ...(signal && { signal }), onEvent: done => onProgress?.(done / formulas.length) },
  )
  return { ...(await call.result), outsideModel }
}
