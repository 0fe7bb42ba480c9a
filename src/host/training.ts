import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DESCRIPTOR_DIMENSIONS, undescribedElements } from '../domain/descriptor/index.ts'
import { AnomaliteError } from '../domain/error.ts'
import { canonicalFormula } from '../domain/formula/index.ts'
import {
  type ComputeProcess,
  createRun,
  type EpochRecord,
  makinoNetwork,
  openRun,
  type PositivesSource,
  splitPositives,
  type TrainingProgress,
  type TrainingRun,
  type TrainingSettings,
  writeManifest,
} from '../engine/index.ts'
import { readFormulaList } from '../library/index.ts'
import { evaluateModel, type LabelledComposition } from './evaluation.ts'
import { folderName, modelsFolder, runsFolder } from './folders.ts'
import { fileSource } from './list-file.ts'
import { findModel, type Model } from './models.ts'

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
}

/**
 * Reads the positives of a file: where it has energies above hull those below the limit, else all its compositions.
 * Throws `training/too-few-positives`.
 */
export async function readPositives(
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
  if (positives.size < FEWEST_POSITIVES) {
    throw new AnomaliteError(
      'training/too-few-positives',
      `${path} gives ${positives.size} positives; training needs at least ${FEWEST_POSITIVES}.`,
      { path, positives: positives.size },
    )
  }
  return { positives: [...positives], ...counts, hasEnergies }
}

/** Begins a training run in a data folder. Throws `model/exists` or `training/run-exists` when the name is taken. */
export async function beginRun(
  data: string,
  name: string,
  positives: readonly string[],
  source: PositivesSource,
  settings: TrainingSettings,
): Promise<TrainingRun> {
  if (await isThere(modelFolder(data, name))) {
    throw new AnomaliteError('model/exists', `There is a model "${name}" already. Choose another name.`, {
      name,
    })
  }
  return createRun(join(runsFolder(data), folderName(name)), {
    name,
    createdAt: new Date().toISOString(),
    settings,
    source,
    positives: splitPositives(positives, settings.trainingShare, settings.seed),
  })
}

/** The unfinished run of that name, or the only one. Throws `training/no-such-run`. */
export async function findRun(data: string, name?: string): Promise<TrainingRun> {
  const runs = await unfinishedRuns(data)
  const id = name !== undefined ? folderName(name) : runs.length === 1 ? runs[0] : undefined
  if (id === undefined || !runs.includes(id)) {
    const which =
      name === undefined
        ? 'Say which training to resume by --name.'
        : `There is no unfinished training "${name}".`
    const known = runs.length === 0 ? 'none' : runs.join(', ')
    throw new AnomaliteError('training/no-such-run', `${which} Unfinished: ${known}.`, { known })
  }
  return openRun(join(runsFolder(data), id))
}

async function unfinishedRuns(data: string): Promise<string[]> {
  try {
    return await readdir(runsFolder(data))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

export interface TrainingOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: TrainingProgress) => void
  readonly onEpoch?: (epoch: EpochRecord) => void
}

/** Trains a run to its end, turns it into a model of the data folder, and removes the run. */
export async function finishRun(
  data: string,
  compute: ComputeProcess,
  { folder, plan }: TrainingRun,
  { signal, onProgress, onEpoch }: TrainingOptions = {},
): Promise<Model> {
  const model = modelFolder(data, plan.name)
  if (!(await isThere(model))) {
    const { result } = compute.call(
      'train',
      { runFolder: folder, modelFolder: model },
      {
        ...(signal && { signal }),
        onEvent(event) {
          if ('progress' in event) onProgress?.(event.progress)
          else onEpoch?.(event.epoch)
        },
      },
    )
    await result
  }
  await rm(folder, { recursive: true })
  return findModel(data, folderName(plan.name))
}

/** Judges a model on labelled compositions and keeps the result in its manifest. */
export async function recordEvaluation(
  compute: ComputeProcess,
  model: Model,
  labelled: readonly LabelledComposition[],
  maxEnergyAboveHullEvPerAtom: number,
  source: string,
): Promise<Model> {
  const { outsideModel: _, ...result } = await evaluateModel(
    compute,
    model,
    labelled,
    maxEnergyAboveHullEvPerAtom,
  )
  const manifest = { ...model.manifest, evaluation: { source, result } }
  await writeManifest(model.folder, manifest)
  return { ...model, manifest }
}

/** Layer widths from input to output: the paper's for a latent size, or the given hidden widths mirrored. */
export function layerSizes(latentSize: number, encoder?: readonly number[]): readonly number[] {
  if (encoder === undefined) return makinoNetwork(DESCRIPTOR_DIMENSIONS, latentSize)
  const half = [DESCRIPTOR_DIMENSIONS, ...encoder]
  return [...half, latentSize, ...half.toReversed()]
}

function modelFolder(data: string, name: string): string {
  return join(modelsFolder(data), folderName(name))
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
