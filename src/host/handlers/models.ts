import type { modelMethods } from '../../contract/methods/models.ts'
import type { Model } from '../models.ts'
import { type ElementStatistics, elementStatistics } from '../registry/element-statistics.ts'
import { detailsOf, summaryOf } from '../registry/model-cards.ts'
import type { HostServices } from '../services.ts'
import type { HandlersOf } from '../wire/handlers.ts'

/** The models there are, and the one in use. */
export function modelHandlers({ models, bulk, events }: HostServices): HandlersOf<typeof modelMethods> {
  const changed = () => events.tell('models', {})
  const statistics = new Map<string, Promise<ElementStatistics[]>>()

  /** Computed once for each model's weights. */
  const statisticsOf = (model: Model) => {
    const key = model.manifest.files['weights.bin']
    const known = statistics.get(key) ?? elementStatistics(model, bulk)
    statistics.set(key, known)
    known.catch(() => statistics.delete(key))
    return known
  }

  return {
    async 'models.all'() {
      const [shelf, active] = await Promise.all([models.all(), models.active()])
      return {
        models: shelf.models.map(model => summaryOf(model, active.folder)),
        broken: shelf.broken.map(({ id, error }) => ({ id, message: error.message })),
      }
    },
    async 'models.details'({ model }) {
      return detailsOf(await models.find(model), (await models.active()).folder)
    },
    async 'models.activate'({ model }) {
      const activated = await models.activate(model)
      changed()
      return summaryOf(activated, activated.folder)
    },
    async 'models.rename'({ model, name }) {
      const renamed = await models.rename(model, name)
      changed()
      return summaryOf(renamed, (await models.active()).folder)
    },
    async 'models.remove'({ model }) {
      await models.remove(model)
      changed()
      return {}
    },
    async 'models.elements'({ model: id }) {
      return statisticsOf(await models.find(id))
    },
  }
}
