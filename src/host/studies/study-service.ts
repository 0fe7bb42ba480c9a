import { join } from 'node:path'
import type { Input, Job, Output } from '../../contract/index.ts'
import { AnomaliteError } from '../../domain/error.ts'
import {
  checkAim,
  checkSettings,
  hasStudy,
  type LaunchCompute,
  readStudyOutline,
  type StudyOutline,
  setTrials,
  trialCount,
} from '../../engine/index.ts'
import type { CoreServices } from '../core-services.ts'
import { folderName, studiesFolder } from '../folders.ts'
import { isUnderWay, isUnfinished } from '../jobs/index.ts'
import { settingsOf } from '../training/index.ts'
import { sourcesOf } from '../training/training-data.ts'
import { studyDetailsOf, studySummaryOf } from './study-cards.ts'
import { adoptTrial, binStudy, listStudies, refuseTakenStudy, restoreStudy } from './study-folders.ts'
import { type LiveStudy, type StudyParameters, studyParametersOf, studyWork } from './study-work.ts'

/** Studies as windows see them: see the methods of the contract. */
export interface StudyService {
  all(): Promise<Output<'studies.all'>>
  details(study: string): Promise<Output<'studies.details'>>
  start(choice: Input<'studies.start'>): Promise<Job>
  resume(choice: Input<'studies.resume'>): Promise<Job>
  adopt(choice: Input<'studies.adopt'>): Promise<Output<'studies.adopt'>>
  remove(study: string): Promise<Output<'studies.remove'>>
  restore(binned: string): Promise<Output<'studies.restore'>>
}

export type StudyServiceParts = Pick<
  CoreServices,
  'dataFolder' | 'library' | 'models' | 'events' | 'settings' | 'jobs'
> & { readonly launch: LaunchCompute | undefined }

/** How often at most windows are told of one study: epochs of a small network take milliseconds. */
const TELL_MS = 300

/** A job of a study, with what it is carried out by. */
interface StudyJob {
  readonly job: Job
  readonly asked: StudyParameters
}

export function openStudies(parts: StudyServiceParts): StudyService {
  const { dataFolder, events, settings, jobs } = parts
  const live = new Map<string, LiveStudy>()
  const untold = new Set<string>()

  const changed = (study: string) => {
    if (untold.has(study)) return
    untold.add(study)
    setTimeout(() => {
      untold.delete(study)
      events.tell('study', { study })
    }, TELL_MS).unref()
  }

  jobs.register('study', studyWork({ ...parts, backend: () => settings.get().backend, live, changed }))

  /** Jobs of studies, the newest first. */
  const studyJobs = async (): Promise<StudyJob[]> => {
    const all = (await jobs.all()).filter(({ kind }) => kind === 'study')
    const known = await Promise.all(
      all.map(async job => ({ job, asked: studyParametersOf(await jobs.parametersOf(job.id)) })),
    )
    return known.filter((one): one is StudyJob => one.asked !== null)
  }

  const jobsOf = async (study: string) =>
    (await studyJobs()).filter(({ asked }) => folderName(asked.name) === study)

  /** Studies that were asked for and whose data have not been read yet. */
  const awaited = async (): Promise<{ id: string; outline: Outline }[]> =>
    (await studyJobs()).flatMap(({ job, asked: { name, begin } }) => {
      const id = folderName(name)
      if (begin === null || !isUnfinished(job) || hasStudy(join(studiesFolder(dataFolder), id))) return []
      const source = { description: '', maxEnergyAboveHullEvPerAtom: null, attribution: [] }
      const { aim } = begin
      return {
        id,
        outline: {
          name,
          createdAt: job.createdAt,
          aim,
          settings: settingsOf(begin.settings),
          source,
          trials: [],
        },
      }
    })

  const folderOf = (study: string) => {
    const folder = join(studiesFolder(dataFolder), study)
    // An id is a folder's name; anything else is none, whatever it would lead to.
    if (folderName(study) === study && hasStudy(folder)) return folder
    throw new AnomaliteError('study/unknown', `There is no study “${study}”.`, { study })
  }

  const refuseRunning = async (study: string) => {
    const running = (await jobsOf(study)).find(({ job }) => isUnderWay(job))
    if (!running) return
    throw new AnomaliteError('study/running', `The study “${running.asked.name}” runs. Stop it first.`, {
      job: running.job.id,
    })
  }

  return {
    async all() {
      const [{ studies, broken }, coming] = await Promise.all([listStudies(dataFolder), awaited()])
      return {
        studies: [...coming, ...studies].map(({ id, outline }) => studySummaryOf(id, outline)),
        broken: broken.map(({ id, error }) => ({ id, message: error.message })),
      }
    },
    async details(study) {
      const running = live.get(study)
      if (running) {
        const { plan, trials } = running.study
        return studyDetailsOf(study, { ...plan, trials }, running.trials)
      }
      const coming = (await awaited()).find(({ id }) => id === study)
      return studyDetailsOf(study, coming?.outline ?? (await readStudyOutline(folderOf(study))), [])
    },
    async start({ name, data, settings: choice, aim, attribution }) {
      const { backend, ...wanted } = choice
      checkSettings(settingsOf(wanted))
      checkAim(aim)
      await sourcesOf(parts, data)
      refuseTakenStudy(dataFolder, name)
      if ((await awaited()).some(({ id }) => id === folderName(name))) {
        throw new AnomaliteError('study/exists', `There is a study “${name}” already. Choose another name.`, {
          name,
        })
      }
      const parameters: StudyParameters = {
        name,
        backend,
        begin: { data, settings: wanted, aim, attribution },
      }
      const job = await jobs.start('study', name, parameters)
      changed(folderName(name))
      return job
    },
    async resume({ study, trials }) {
      const earlier = await jobsOf(study)
      const open = earlier.find(({ job }) => isUnfinished(job))
      if ((await awaited()).every(({ id }) => id !== study)) {
        const folder = folderOf(study)
        await refuseRunning(study)
        if (trials !== null) await setTrials(folder, trials)
        const outline = await readStudyOutline(folder)
        if (isComplete(outline)) {
          throw new AnomaliteError('study/complete', `The study “${outline.name}” has all its trials.`, {
            study,
          })
        }
        if (!open) {
          const backend = earlier[0]?.asked.backend ?? 'auto'
          const parameters: StudyParameters = { name: outline.name, backend, begin: null }
          return jobs.start('study', outline.name, parameters)
        }
      }
      return jobs.resume(open!.job.id)
    },
    async adopt({ study, trial, name }) {
      folderOf(study)
      const model = await adoptTrial(dataFolder, study, trial, name)
      events.tell('models', {})
      return { model: model.id }
    },
    async remove(study) {
      folderOf(study)
      await refuseRunning(study)
      for (const { job } of await jobsOf(study)) if (job.canResume) await jobs.cancel(job.id)
      const binned = await binStudy(dataFolder, study)
      changed(study)
      return { binned }
    },
    async restore(binned) {
      const study = await restoreStudy(dataFolder, binned)
      changed(study)
      return { study }
    },
  }
}

type Outline = Omit<StudyOutline, 'trainingSha256' | 'heldOutSha256'>

function isComplete({ aim, trials }: StudyOutline): boolean {
  return trials.filter(({ outcome }) => outcome !== null).length >= trialCount(aim)
}
