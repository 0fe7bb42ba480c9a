import type { Composition, ElementSymbol } from '../../domain/composition.ts'
import { undescribedElements } from '../../domain/descriptor/index.ts'
import { AnomaliteError } from '../../domain/error.ts'
import type { LibraryService, ModelId, ScoreKind } from '../../library/index.ts'
import {
  type AnyModel,
  findModel,
  findStabilityModel,
  fingerprintOf,
  isOfKind,
  listModels,
  type Model,
  type ModelShelf,
  type StabilityModel,
  type TrainingMemory,
  trainingMemory,
} from '../models.ts'
import { binModel, importModel, renameModel, restoreModel } from './own-models.ts'

/** Which models there are, and which one of each kind is in use. */
export interface ModelRegistry {
  all(): Promise<ModelShelf>
  /** The model of that folder name, the active one that gives RMSE for null. Throws `model/unknown`. */
  findAny(id: string | null): Promise<AnyModel>
  /** As `findAny`, of those that give RMSE. Throws `model/unknown`, `model/other-kind`. */
  find(id: string | null): Promise<Model>
  /** As `find`, of stability models. */
  findStability(id: string | null): Promise<StabilityModel>
  /** The one in use of those that give RMSE. */
  active(): Promise<Model>
  activeStability(): Promise<StabilityModel>
  activeOf(kind: ScoreKind): Promise<AnyModel>
  /** Whether a model is the one in use of its kind. */
  isActive(model: AnyModel): Promise<boolean>
  /** Takes a model into use instead of that of its kind. */
  activate(id: string): Promise<AnyModel>
  /** See `renameModel`. */
  rename(id: string, name: string): Promise<AnyModel>
  /** Moves an own model into the bin; returns its name there. Throws `model/in-use`, `model/ready`. */
  remove(id: string): Promise<string>
  /** See `restoreModel`. */
  restore(binned: string): Promise<AnyModel>
  /** Adds the packed model at a path: see `importModel`. */
  import(file: string, fileName: string, signal: AbortSignal): Promise<AnyModel>
  /** What the model has seen; kept for the models used last. */
  memory(model: AnyModel): Promise<TrainingMemory>
  /** The number under which the library keeps the model's scores. */
  libraryId(model: AnyModel): Promise<ModelId>
}

/** Elements of a composition that a model has no data for: it has no score then. */
export function elementsOutside(
  { kind }: AnyModel,
  memory: TrainingMemory,
  composition: Composition,
): readonly ElementSymbol[] {
  if (kind === 'rmse') return undescribedElements(composition)
  return composition.map(({ symbol }) => symbol).filter(symbol => !memory.hasSeen(symbol))
}

export function openModelRegistry(data: string, library: LibraryService): ModelRegistry {
  const memories = new Map<string, Promise<TrainingMemory>>()

  const libraryId = async ({ kind, folder, manifest }: AnyModel) =>
    (await library.registerModel(kind, folder, manifest.name, manifest)).id

  const chosenOr = async <M extends AnyModel>(
    kind: M['kind'],
    isOne: (model: AnyModel) => model is M,
    ready: (data: string) => Promise<M>,
  ): Promise<M> => {
    const chosen = await library.activeModel(kind)
    const { models } = await listModels(data)
    return models.filter(isOne).find(({ folder }) => folder === chosen?.folder) ?? ready(data)
  }
  const active = () => chosenOr('rmse', isOfKind('rmse'), findModel)
  const activeStability = () => chosenOr('stability', isOfKind('stability'), findStabilityModel)
  const activeOf = (kind: ScoreKind) => (kind === 'rmse' ? active() : activeStability())

  const withId = async (id: string) => {
    const { models, broken } = await listModels(data)
    const found = models.find(model => model.id === id)
    if (found) return found
    throw broken.find(model => model.id === id)?.error ?? noSuchModel(id)
  }
  const isActive = async (model: AnyModel) => {
    const used = await activeOf(model.kind).catch(noneOrThrow)
    return used?.folder === model.folder
  }

  return {
    all: () => listModels(data),
    findAny: id => (id === null ? active() : withId(id)),
    async find(id) {
      const model = id === null ? await active() : await withId(id)
      if (model.kind === 'rmse') return model
      throw otherKind(model, 'stability scores', 'one that gives RMSE')
    },
    async findStability(id) {
      const model = id === null ? await activeStability() : await withId(id)
      if (model.kind === 'stability') return model
      throw otherKind(model, 'RMSE', 'a stability model')
    },
    active,
    activeStability,
    activeOf,
    isActive,
    libraryId,
    async activate(id) {
      const model = await withId(id)
      await library.activateModel(await libraryId(model))
      return model
    },
    rename: async (id, name) => renameModel(data, await withId(id), name),
    async remove(id) {
      const model = await withId(id)
      if (await isActive(model)) {
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
      const key = fingerprintOf(model)
      const known = memories.get(key) ?? trainingMemory(model)
      memories.set(key, known)
      return known
    },
  }
}

/** A program may lack a ready model, and is used all the same. */
function noneOrThrow(error: unknown): null {
  if (error instanceof AnomaliteError) return null
  throw error
}

function noSuchModel(id: string): AnomaliteError {
  return new AnomaliteError(
    'model/unknown',
    `There is no model “${id}”. Choose one that the Models screen shows.`,
    { id },
  )
}

function otherKind({ id, manifest }: AnyModel, given: string, wanted: string): AnomaliteError {
  return new AnomaliteError('model/other-kind', `“${manifest.name}” gives ${given}. Choose ${wanted}.`, {
    id,
  })
}
