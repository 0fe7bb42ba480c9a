import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { AnomaliteError } from '../../domain/error.ts'
import { shareAbove } from '../../domain/statistics/index.ts'
import { writeManifest } from '../../engine/index.ts'
import type { LibraryService, ModelId } from '../../library/index.ts'
import {
  findModel,
  listModels,
  type Model,
  type ModelShelf,
  type TrainingMemory,
  trainingMemory,
} from '../models.ts'

/** Which models there are and which one is in use. */
export interface ModelRegistry {
  all(): Promise<ModelShelf>
  /** The model of that folder name, the active one for null. Throws `model/unknown`. */
  find(id: string | null): Promise<Model>
  active(): Promise<Model>
  activate(id: string): Promise<Model>
  rename(id: string, name: string): Promise<Model>
  /** Moves an own model into the bin of the data folder. Throws `model/in-use`, `model/ready`. */
  remove(id: string): Promise<void>
  /** What the model has seen; kept for the models used last. */
  memory(model: Model): Promise<TrainingMemory>
  /** The number under which the library keeps the model's scores. */
  libraryId(model: Model): Promise<ModelId>
}

/** Per cent of a model's held-out positives with a larger error. */
export function percentileOf({ manifest }: Model, rmse: number): number {
  return 100 * shareAbove({ quantiles: manifest.heldOut.rmseQuantiles }, rmse)
}

export function openModelRegistry(data: string, library: LibraryService): ModelRegistry {
  const memories = new Map<string, Promise<TrainingMemory>>()

  const libraryId = async ({ folder, manifest }: Model) =>
    (await library.registerModel(folder, manifest.name, manifest)).id

  const active = async () => {
    const chosen = await library.activeModel()
    const { models } = await listModels(data)
    return models.find(({ folder }) => folder === chosen?.folder) ?? findModel(data)
  }

  const find = async (id: string | null) => {
    if (id === null) return active()
    const { models, broken } = await listModels(data)
    const found = models.find(model => model.id === id)
    if (found) return found
    throw broken.find(model => model.id === id)?.error ?? noSuchModel(id)
  }

  const findOwn = async (id: string) => {
    const model = await find(id)
    if (model.origin === 'own') return model
    throw new AnomaliteError(
      'model/ready',
      `“${model.manifest.name}” comes with Anomalite and stays as it is.`,
    )
  }

  return {
    all: () => listModels(data),
    find,
    active,
    libraryId,
    async activate(id) {
      const model = await find(id)
      await library.activateModel(await libraryId(model))
      return model
    },
    async rename(id, name) {
      const model = await findOwn(id)
      const manifest = { ...model.manifest, name }
      await writeManifest(model.folder, manifest)
      return { ...model, manifest }
    },
    async remove(id) {
      const model = await findOwn(id)
      if (model.folder === (await active()).folder) {
        throw new AnomaliteError(
          'model/in-use',
          `“${model.manifest.name}” is in use. Use another model first.`,
        )
      }
      const bin = join(data, 'bin', 'models')
      await mkdir(bin, { recursive: true })
      await rename(model.folder, join(bin, `${id}-${Date.now()}`))
    },
    memory(model) {
      const key = model.manifest.files['training.txt']
      const known = memories.get(key) ?? trainingMemory(model)
      memories.set(key, known)
      return known
    },
  }
}

function noSuchModel(id: string): AnomaliteError {
  return new AnomaliteError(
    'model/unknown',
    `There is no model “${id}”. Choose one that the Models screen shows.`,
    { id },
  )
}
