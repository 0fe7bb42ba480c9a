import { z } from 'zod'
import type { JobResult } from '../../contract/index.ts'
import { trainingChoice, trainingData } from '../../contract/methods/models.ts'
import { studyAim } from '../../contract/methods/studies.ts'
import { AnomaliteError } from '../../domain/error.ts'
import {
  type BackendName,
  hasStudy,
  type LaunchCompute,
  openStudy,
  type Study,
  startCompute,
  trialCount,
} from '../../engine/index.ts'
import type { CoreServices } from '../core-services.ts'
import { folderName } from '../folders.ts'
import type { Work, WorkControl } from '../jobs/index.ts'
import { settingsOf } from '../training/index.ts'
import { collectData, collectForJob } from '../training/training-data.ts'
import { carryOutStudy, type LiveTrial } from './run-study.ts'
import { beginStudy, studyFolder } from './study-folders.ts'
import { thisMachine, trialsAtOnce } from './trials-at-once.ts'

const parameters = z.strictObject({
  /** Of the study, and so of its folder, which holds all there is to go on from. */
  name: z.string(),
  backend: z.enum(['auto', 'tensorflow', 'wasm']),
  /** What the study begins with; null for one that lies there. */
  begin: z
    .strictObject({
      data: trainingData,
      settings: trainingChoice.omit({ backend: true }),
      aim: studyAim,
      attribution: z.array(z.string()),
    })
    .nullable(),
})

/** What a study is carried out by; kept with its job. */
export type StudyParameters = z.infer<typeof parameters>

/** The parameters of a study's job, or null for what is none. */
export function studyParametersOf(kept: unknown): StudyParameters | null {
  return parameters.safeParse(kept).data ?? null
}

/** A study under way. */
export interface LiveStudy {
  readonly study: Study
  trials: readonly LiveTrial[]
}

export interface StudyParts extends Pick<CoreServices, 'dataFolder' | 'library' | 'models'> {
  readonly launch: LaunchCompute | undefined
  /** What computes where the study leaves it open. */
  backend(): BackendName | 'auto'
  /** Studies under way, by their ids. */
  readonly live: Map<string, LiveStudy>
  /** Tells windows that a study has moved on. */
  changed(study: string): void
}

/** Carries out studies, one at a time; a job that is cancelled leaves the study where it stands. */
export function studyWork(parts: StudyParts): Work<StudyParameters> {
  return {
    lane: 'training',
    parameters,
    canPause: true,
    canResume: true,
    discard: null,
    async run(asked, control) {
      const id = folderName(asked.name)
      try {
        const folder = studyFolder(parts.dataFolder, asked.name)
        const study = hasStudy(folder) ? await openStudy(folder) : await begin(asked, control, parts)
        await carryOut(id, study, asked.backend, control, parts)
        return { kind: 'study', study: id } satisfies JobResult
      } finally {
        parts.live.delete(id)
        parts.changed(id)
      }
    },
  }
}

async function begin(
  { name, begin }: StudyParameters,
  control: WorkControl,
  parts: StudyParts,
): Promise<Study> {
  if (begin === null) {
    throw new AnomaliteError('study/unknown', `The study “${name}” is no longer there.`, { name })
  }
  const { source, ...set } = await collectForJob(
    options => collectData(parts, begin.data, options),
    begin.attribution,
    control,
  )
  return beginStudy(parts.dataFolder, name, set, source, settingsOf(begin.settings), begin.aim)
}

async function carryOut(
  id: string,
  study: Study,
  asked: StudyParameters['backend'],
  control: WorkControl,
  { launch, backend, live, changed }: StudyParts,
): Promise<void> {
  const running: LiveStudy = { study, trials: [] }
  live.set(id, running)
  const total = trialCount(study.plan.aim)
  await carryOutStudy(study, {
    startProcess: () =>
      startCompute(asked === 'auto' ? backend() : asked, {
        priority: 'background',
        ...(launch && { launch }),
      }),
    atOnce: trialsAtOnce(thisMachine(), null),
    signal: control.signal,
    whenRunning: () => control.whenRunning(),
    onSteer: handler => control.onSteer(handler),
    onTrial: () => changed(id),
    onProgress(fraction, trials) {
      running.trials = trials
      const done = study.trials.filter(({ outcome }) => outcome !== null).length
      control.progress(fraction, { step: 'trying', done, total })
      changed(id)
    },
  })
}
