import { AnomaliteError } from '../../domain/error.ts'
import type { ModelId } from '../../library/index.ts'
import type { CoreServices } from '../core-services.ts'
import type { AnyModel, TrainingMemory } from '../models.ts'

/** A model by which entries are ranked. */
export interface QueriedModel {
  readonly model: AnyModel
  /** The number under which the library keeps its scores. */
  readonly number: ModelId
  readonly memory: TrainingMemory
}

/** Knows models for as long as none changes: a page of a list must not wait for their files. */
export function openQueriedModels({ models, events }: Pick<CoreServices, 'models' | 'events'>) {
  let known = new Map<string | null, Promise<QueriedModel | null>>()
  events.listen(event => {
    if (event === 'models') known = new Map()
  })

  const open = async (id: string | null): Promise<QueriedModel | null> => {
    const model = await (id === null ? activeOrNone() : models.findAny(id))
    if (model === null) return null
    const [number, memory] = await Promise.all([models.libraryId(model), models.memory(model)])
    return { model, number, memory }
  }

  /** Lists are there to be looked at even where no model is. */
  const activeOrNone = (): Promise<AnyModel | null> =>
    models.active().catch(error => {
      if (error instanceof AnomaliteError) return null
      throw error
    })

  return {
    /** The model of an id, or the active one that gives RMSE for null, if there is any. Throws `model/unknown`. */
    find(id: string | null): Promise<QueriedModel | null> {
      const remembered = known
      const found = remembered.get(id) ?? open(id)
      remembered.set(id, found)
      found.catch(() => remembered.delete(id))
      return found
    },
  }
}
