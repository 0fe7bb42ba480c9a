import { join } from 'node:path'
import type { AdditionsPreview, FittingPreview, Input, Job, Output } from '../../contract/index.ts'
import { AnomaliteError } from '../../domain/error.ts'
import type { ListId } from '../../library/index.ts'
import type { CoreServices } from '../core-services.ts'
import { folderName, runsFolder } from '../folders.ts'
import type { StabilityModel } from '../models.ts'
import { refuseTakenName } from '../training/run.ts'
import { addPositives, sortAdditions } from './additions.ts'
import { fitFolder, hasFit, unfinishedFits } from './fit-folder.ts'
import { readPlan } from './fit-plan.ts'
import { collectFittingData } from './fitting-data.ts'
import { type FittingParameters, fittingParametersOf, fittingWork } from './fitting-work.ts'

/** Fits, and additions to what was fitted, as windows see them: see the methods of the contract. */
export interface FittingService {
  preview(data: Input<'fitting.preview'>, signal: AbortSignal): Promise<FittingPreview>
  start(choice: Input<'fitting.start'>): Promise<Job>
  plan(job: number): Promise<Output<'fitting.plan'>>
  previewAdditions(choice: Input<'additions.preview'>, signal: AbortSignal): Promise<AdditionsPreview>
  /** Gives the model that was made and taken into use, and how many compounds were added to it. */
  add(
    choice: Input<'additions.add'>,
    signal: AbortSignal,
  ): Promise<{ readonly model: StabilityModel; readonly added: number }>
}

export type FittingServiceParts = Pick<CoreServices, 'dataFolder' | 'library' | 'models' | 'events' | 'jobs'>

/** Takes charge of fits. What a command or a lost library left unfinished becomes an interrupted job. */
export async function openFittings(parts: FittingServiceParts): Promise<FittingService> {
  const { dataFolder, library, models, events, jobs } = parts
  jobs.register('fit', fittingWork(parts))

  /** Jobs of fits that are not finished, with what they are carried out by. */
  const unfinished = async () => {
    const open = (await jobs.all()).filter(
      ({ kind, state, canResume }) =>
        kind === 'fit' && (canResume || state === 'queued' || state === 'running'),
    )
    return Promise.all(
      open.map(async job => ({ job, fit: fittingParametersOf(await jobs.parametersOf(job.id)) })),
    )
  }

  const adoptFits = async () => {
    const known = (await unfinished()).map(({ fit }) => fit && folderName(fit.name))
    for (const id of await unfinishedFits(dataFolder)) {
      if (known.includes(id)) continue
      // One that cannot be read is left where it is: there is nothing to go on with.
      const plan = await readPlan(join(runsFolder(dataFolder), id)).catch(() => null)
      if (plan === null || folderName(plan.name) !== id) continue
      await jobs.adopt('fit', plan.name, { name: plan.name, begin: null } satisfies FittingParameters)
    }
  }

  const fitOf = async (job: number): Promise<FittingParameters> => {
    const fit = fittingParametersOf(await jobs.parametersOf(job))
    if (fit !== null) return fit
    throw new AnomaliteError('fit/no-such-fit', 'This is no fit, or none that can go on.', { job })
  }

  const never = () => undefined
  const collectAdditions = async ({ model: id, lists }: Input<'additions.preview'>, signal: AbortSignal) => {
    const model = await models.findStability(id)
    const { maxEnergyAboveHullEvPerAtom } = model.manifest.source
    const data = { lists, model: null, maxEnergyAboveHullEvPerAtom }
    const { positives, counts, withoutWholeAmounts } = await collectFittingData(parts, data, {
      signal,
      onProgress: never,
    })
    const { added, known } = await sortAdditions(model, positives, signal)
    return { model, added, known, counts, withoutWholeAmounts }
  }

  await adoptFits()
  return {
    async preview(data, signal) {
      const { positives, counts, rareElements, withoutWholeAmounts } = await collectFittingData(parts, data, {
        signal,
        onProgress: never,
      })
      return { positives: positives.length, ...counts, withoutWholeAmounts, rareElements }
    },
    async start({ name, ...begin }) {
      const { lists, model } = begin.data
      if (lists.length === 0 && model === null) {
        throw new AnomaliteError('training/no-data', 'Choose a list, or the positives of a model, to fit to.')
      }
      for (const list of lists) await library.listWithId(list as ListId)
      if (model !== null) await models.findAny(model)
      await refuseTakenName(dataFolder, name)
      const twin = (await unfinished()).find(({ fit }) => fit && folderName(fit.name) === folderName(name))
      if (twin) {
        throw new AnomaliteError(
          'training/run-exists',
          `There is an unfinished fit “${twin.job.subject}” already. Let it go on, or choose another name.`,
          { name },
        )
      }
      return jobs.start('fit', name, { name, begin } satisfies FittingParameters)
    },
    async plan(job) {
      const { name, begin } = await fitOf(job)
      if (hasFit(dataFolder, name)) {
        const { seed, judgedBy, source } = await readPlan(fitFolder(dataFolder, name))
        return { seed, judgedBy, description: source.description }
      }
      if (begin !== null) return { seed: begin.seed, judgedBy: begin.judgedBy, description: null }
      throw new AnomaliteError('fit/no-such-fit', `The fit “${name}” is over.`, { job })
    },
    async previewAdditions(choice, signal) {
      const { added, known, counts, withoutWholeAmounts } = await collectAdditions(choice, signal)
      return { positives: added.length, known, ...counts, withoutWholeAmounts }
    },
    async add({ name, ...choice }, signal) {
      const { model: parent, added } = await collectAdditions(choice, signal)
      const lists = await Promise.all(choice.lists.map(id => library.listWithId(id as ListId)))
      const model = await addPositives(
        dataFolder,
        parent,
        { name, lists: lists.map(list => list.name), added },
        signal,
        fraction => events.tell('addition', { model: parent.id, fraction }),
      )
      await models.activate(model.id)
      events.tell('models', {})
      return { model, added: added.length }
    },
  }
}
