import { MODEL_FILE_ENDING } from '../../contract/file-endings.ts'
import type { modelMethods } from '../../contract/methods/models.ts'
import { type HeldOutErrors, readDiagnostics } from '../../engine/index.ts'
import { type AnyModel, fingerprintOf, type Model } from '../models.ts'
import { type ElementStatistics, elementStatistics } from '../registry/element-statistics.ts'
import { detailsOf, summaryOf } from '../registry/model-cards.ts'
import { readNote, writeNote } from '../registry/model-notes.ts'
import { exportModel } from '../registry/own-models.ts'
import { heldOutErrorsOf, worstReconstructions } from '../registry/worst-reconstructions.ts'
import type { HostServices } from '../services.ts'
import { isStillThere } from '../studies/study-folders.ts'
import type { HandlersOf } from '../wire/handlers.ts'

/** The models there are, and those in use. */
export function modelHandlers({
  dataFolder,
  models,
  engine,
  bulk,
  events,
  transfers,
}: Pick<HostServices, 'dataFolder' | 'models' | 'engine' | 'bulk' | 'events' | 'transfers'>): HandlersOf<
  typeof modelMethods
> {
  const changed = () => events.tell('models', {})
  const statistics = new Map<string, Promise<ElementStatistics[]>>()

  /** Computed once for each model's numbers. */
  const statisticsOf = (model: AnyModel) => {
    const key = fingerprintOf(model)
    const known = statistics.get(key) ?? elementStatistics(model, bulk)
    statistics.set(key, known)
    known.catch(() => statistics.delete(key))
    return known
  }

  const errors = new Map<string, HeldOutErrors>()

  /**
   * Computed once for each model's numbers and held-out positives, by the process that is ready while a person waits;
   * given up when nobody does any longer.
   */
  const errorsOf = async (model: Model, signal: AbortSignal) => {
    const key = `${fingerprintOf(model)} ${model.manifest.files['held-out.txt']}`
    const found = errors.get(key) ?? (await heldOutErrorsOf(engine, model, { signal }))
    errors.set(key, found)
    return found
  }

  const summarised = async (model: AnyModel) => summaryOf(model, await models.isActive(model))

  return {
    async 'models.all'() {
      const shelf = await models.all()
      return {
        models: await Promise.all(shelf.models.map(summarised)),
        broken: shelf.broken.map(({ id, error }) => ({ id, message: error.message })),
      }
    },
    async 'models.details'({ model: id }) {
      const model = await models.findAny(id)
      const origin = model.kind === 'rmse' ? model.manifest.study : undefined
      const [isActive, note, isThere] = await Promise.all([
        models.isActive(model),
        readNote(dataFolder, model),
        origin !== undefined && isStillThere(dataFolder, origin),
      ])
      return detailsOf(model, { isActive, note, study: isThere ? 'there' : 'gone' })
    },
    async 'models.note'({ model, note }) {
      const kept = await writeNote(dataFolder, await models.findAny(model), note)
      changed()
      return { note: kept }
    },
    async 'models.activate'({ model }) {
      const activated = await models.activate(model)
      changed()
      return summarised(activated)
    },
    async 'models.rename'({ model, name }) {
      const renamed = await models.rename(model, name)
      changed()
      return summarised(renamed)
    },
    async 'models.remove'({ model }) {
      const binned = await models.remove(model)
      changed()
      return { binned }
    },
    async 'models.restore'({ binned }) {
      const restored = await models.restore(binned)
      changed()
      return summarised(restored)
    },
    async 'models.export'({ model: id, format }, { signal }) {
      const model = await models.findAny(id)
      const fileName = `${model.id}${format === 'anomalite' ? MODEL_FILE_ENDING : '-tensorflow-js.zip'}`
      const { id: file, bytes } = await transfers.make(fileName, path =>
        exportModel(dataFolder, model, format, path, signal),
      )
      return { file, fileName, bytes }
    },
    async 'models.import'({ file }, { signal }) {
      const { path, fileName } = transfers.locate(file)
      const imported = await models.import(path, fileName, signal)
      await transfers.discard(file)
      changed()
      return summarised(imported)
    },
    async 'models.diagnostics'({ model }) {
      const { folder, manifest } = await models.find(model)
      return readDiagnostics(folder, manifest)
    },
    async 'models.worst'({ model: id, count }, { signal }) {
      const model = await models.find(id)
      return worstReconstructions(model, await errorsOf(model, signal), count)
    },
    async 'models.elements'({ model: id }) {
      return statisticsOf(await models.findAny(id))
    },
  }
}
