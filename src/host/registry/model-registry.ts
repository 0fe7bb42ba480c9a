import { AnomaliteError } from '../../domain/error.ts'
import { shareAbove } from '../../domain/statistics/index.ts'
import type { LibraryService, ModelId } from '../../library/index.ts'
import {
  findModel,
  listModels,
  type Model,
  type ModelShelf,
  type TrainingMemory,
  trainingMemory,
} from '../models.ts'
import { binModel, importModel, renameModel, restoreModel } from './own-models.ts'

/** Which models there are and which one is in use. */
export interface ModelRegistry {
  all(): Promise<ModelShelf>
  /** The model of that folder name, the active one for null. Throws `model/unknown`. */
  find(id: string | null): Promise<Model>
  active(): Promise<Model>
  activate(id: string): Promise<Model>
  /** See `renameModel`. */
  rename(id: string, name: string): Promise<Model>
  /** Moves an own model into the bin; returns its name there. Throws `model/in-use`, `model/ready`. */
  remove(id: string): Promise<string>
  /** See `restoreModel`. */
  restore(binned: string): Promise<Model>
  /** Adds the packed model at a path: see `importModel`. */
  import(file: string, fileName: string, signal: AbortSignal): Promise<Model>
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
      return renameModel(data, await find(id), name)
    },
    async remove(id) {
      const model = await find(id)
      if (model.folder === (await active()).folder) {
        throw new AnomaliteError(
          'model/in-use',
          `“${model.manifest.name}” is in use. Use another model first.`,
        )
      }
      return binModel(data, model)
    },
    restore: binned => restoreModel(data, binned),
    import: (file, fileName, signal) => importModel(data, file, fileName, signal),
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
