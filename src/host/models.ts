import { basename, join, resolve } from 'node:path'
import { AnomaliteError } from '../domain/error.ts'
import { parseFormula } from '../domain/formula/index.ts'
import { type ModelManifest, readFormulas, readManifest } from '../engine/index.ts'
import { modelsFolder, RESOURCES_FOLDER } from './folders.ts'
import { readShelf, type Shelf, type Shelved } from './shelves.ts'

/** A model that gives RMSE. */
export type Model = Shelved<ModelManifest>

export type ModelShelf = Shelf<ModelManifest>

/** All models: those that come with the program and those in a data folder. */
export function listModels(data: string): Promise<ModelShelf> {
  return readShelf({ ready: join(RESOURCES_FOLDER, 'models'), own: modelsFolder(data) }, readManifest)
}

/**
 * The model that a user means by its id, its name or the path of its folder; the ready model when they name none.
 * Throws `model/unknown`, or what reading the folder throws.
 */
export async function findModel(data: string, reference?: string): Promise<Model> {
  const { models, broken } = await listModels(data)
  if (reference === undefined) {
    const ready = models.find(model => model.origin === 'ready')
    if (ready) return ready
    const damaged = broken.find(model => model.origin === 'ready')
    throw damaged?.error ?? unknownModel('The ready model is missing from this installation.', models)
  }
  const named =
    models.find(({ id }) => id === reference) ?? models.find(({ manifest }) => manifest.name === reference)
  if (named) return named
  const damaged = broken.find(({ id }) => id === reference)
  if (damaged) throw damaged.error
  if (/[/\\]/.test(reference)) {
    const folder = resolve(reference)
    return { id: basename(folder), folder, origin: 'own', manifest: await readManifest(folder) }
  }
  throw unknownModel(`There is no model "${reference}".`, models)
}

/** What a model has seen: asked of every composition that it scores. */
export interface TrainingMemory {
  wasTrainedOn(canonicalFormula: string): boolean
  /** Whether an element occurs in any composition that the model was trained on. */
  hasSeen(symbol: string): boolean
}

export async function trainingMemory({ folder, manifest }: Model): Promise<TrainingMemory> {
  const formulas = new Set(await readFormulas(folder, manifest, 'training.txt'))
  const elements = new Set<string>()
  for (const formula of formulas) for (const { symbol } of parseFormula(formula)) elements.add(symbol)
  return { wasTrainedOn: formula => formulas.has(formula), hasSeen: symbol => elements.has(symbol) }
}

function unknownModel(what: string, models: readonly Model[]): AnomaliteError {
  const known = models.map(({ id }) => id)
  const remedy =
    known.length === 0
      ? 'There is no other either; "anomalite train" makes one.'
      : `Choose one that there is by --model: ${known.join(', ')}.`
  return new AnomaliteError('model/unknown', `${what} ${remedy}`, { known })
}
