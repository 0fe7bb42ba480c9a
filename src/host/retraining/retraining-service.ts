import type { Input, Job, Output } from '../../contract/index.ts'
import { verdictOf } from '../../domain/retraining/index.ts'
import { checkSettings } from '../../engine/index.ts'
import type { CoreServices } from '../core-services.ts'
import { fingerprintOf } from '../models.ts'
import type { TrainingService } from '../training/index.ts'
import { collectData } from '../training/training-data.ts'
import { compareTwo, recordOf } from './comparison.ts'
import { estimateRetraining } from './estimate.ts'
import { outlookOf, usualSettings } from './prepare.ts'
import { choiceOfRetraining, prepareRequest, settingsOfRetraining } from './request.ts'

/** Retrainings as windows see them: see the methods of the contract. */
export interface RetrainingService {
  defaults(choice: Input<'retraining.defaults'>): Promise<Output<'retraining.defaults'>>
  preview(data: Input<'retraining.preview'>, signal: AbortSignal): Promise<Output<'retraining.preview'>>
  estimate(
    question: Input<'retraining.estimate'>,
    signal: AbortSignal,
  ): Promise<Output<'retraining.estimate'>>
  start(choice: Input<'retraining.start'>, signal: AbortSignal): Promise<Job>
  comparison(model: string): Promise<Output<'retraining.comparison'>>
  compare(pair: Input<'retraining.compare'>, signal: AbortSignal): Promise<Output<'retraining.compare'>>
}

const silently = (signal: AbortSignal) => ({ signal, onProgress: () => undefined })

/** Retrainings, over the service of trainings that carries them out. */
export function openRetrainings(
  parts: Pick<CoreServices, 'library' | 'models' | 'bulk' | 'events'> & {
    readonly trainings: TrainingService
  },
): RetrainingService {
  const { models, bulk, events, trainings } = parts

  /** Entries with an energy are labelled; the others that count as positives were made. */
  const judgesOf = async (lists: readonly number[], limit: number, signal: AbortSignal) => {
    const chosen = { lists: [...lists], model: null, maxEnergyAboveHullEvPerAtom: limit }
    const { positives, energies } = await collectData(parts, chosen, silently(signal))
    const known = new Set(energies.map(({ formula }) => formula))
    return { labelled: energies, made: positives.filter(formula => !known.has(formula)) }
  }

  return {
    async defaults({ parent, start }) {
      const { seed: _, ...settings } = usualSettings(await models.find(parent), start)
      return { ...settings, backend: 'auto' }
    },
    async preview(data, signal) {
      const prepared = await prepareRequest(parts, data, silently(signal))
      const { rareElements, ...outlook } = await outlookOf(prepared)
      return {
        lists: prepared.retraining.lists,
        ...outlook,
        ...prepared.data.leftOut,
        rareElements: [...rareElements],
      }
    },
    async estimate({ parent: id, settings, trained, judging, folds }, signal) {
      const parent = await models.find(id)
      const { seed } = parent.manifest.settings
      const speed = await trainings.speed(
        choiceOfRetraining(parent, { retraining: { seed }, settings }),
        signal,
      )
      const work = { epochs: settings.epochs, batchSize: settings.batchSize, trained, judging, folds }
      return { backend: speed.backend, ...estimateRetraining(speed, work) }
    },
    async start({ name, data, settings, attribution }, signal) {
      checkSettings(settingsOfRetraining(await models.find(data.parent), { retraining: data, settings }))
      await prepareRequest(parts, data, silently(signal))
      return trainings.begin(name, { retraining: data, settings, attribution })
    },
    async comparison(id) {
      const model = await models.find(id)
      const record = recordOf(model)
      const parent = (await models.all()).models.find(({ id }) => id === record.parent.id)
      const isThere = parent !== undefined && fingerprintOf(parent) === record.parent.fingerprint
      const { comparison, validation } = record
      return {
        ...record,
        parent: { ...record.parent, isThere },
        verdict: comparison && verdictOf(comparison, validation),
      }
    },
    async compare({ older, newer, lists, maxEnergyAboveHullEvPerAtom: limit }, signal) {
      const pair = { older: await models.find(older), newer: await models.find(newer) }
      const judges = lists.length === 0 ? { labelled: [], made: [] } : await judgesOf(lists, limit, signal)
      let told = -1
      return compareTwo(bulk, pair, judges, limit, {
        signal,
        onProgress(fraction) {
          const percent = Math.floor(100 * fraction)
          if (percent === told) return
          told = percent
          events.tell('comparing', { older, newer, progress: percent / 100 })
        },
      })
    },
  }
}
