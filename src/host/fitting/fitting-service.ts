import { join } from 'node:path'
import type { AdditionsPreview, FittingPreview, Input, Job, Output } from '../../contract/index.ts'
import { AnomaliteError } from '../../domain/error.ts'
import type { ListId } from '../../library/index.ts'
import type { CoreServices } from '../core-services.ts'
import { runsFolder } from '../folders.ts'
import type { StabilityModel } from '../models.ts'
import { namedJobs } from '../training/named-jobs.ts'
import { refuseTakenName } from '../training/run.ts'
import { silently, sourcesOf } from '../training/training-data.ts'
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
  const fits = namedJobs(jobs, 'fit', fittingParametersOf)

  const fitOf = async (job: number): Promise<FittingParameters> => {
    const fit = await fits.askedOf(job)
    if (fit !== null) return fit
    throw new AnomaliteError('fit/no-such-fit', 'This is no fit, or none that can go on.', { job })
  }

  const collectAdditions = async ({ model: id, lists }: Input<'additions.preview'>, signal: AbortSignal) => {
    const model = await models.findStability(id)
    const { maxEnergyAboveHullEvPerAtom } = model.manifest.source
    const data = { lists, model: null, maxEnergyAboveHullEvPerAtom }
    const { positives, counts, withoutWholeAmounts } = await collectFittingData(parts, data, silently(signal))
    const { added, known } = await sortAdditions(model, positives, signal)
    return { model, added, known, counts, withoutWholeAmounts }
  }

  await fits.adopt(
    await unfinishedFits(dataFolder),
    async id => (await readPlan(join(runsFolder(dataFolder), id))).name,
  )
  return {
    async preview(data, signal) {
      const { positives, counts, rareElements, withoutWholeAmounts } = await collectFittingData(
        parts,
        data,
        silently(signal),
      )
      return { positives: positives.length, ...counts, withoutWholeAmounts, rareElements }
    },
    async start({ name, ...begin }) {
      await sourcesOf(parts, begin.data)
      await refuseTakenName(dataFolder, name)
      await fits.refuseTwin(name, 'fit')
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
