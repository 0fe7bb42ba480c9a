import type { Job } from '../../../contract/index.ts'
import type { words } from '../../messages/index.ts'
import { isUnderWay } from '../../stores/jobs.ts'

/** What is known of a study besides its trials. */
interface Counted {
  readonly name: string
  readonly trialsEnded: number
  readonly trialsInAll: number
}

/** The job that carries a study out, or could go on with it; null where there is none. Jobs come newest first. */
export function studyJob(jobs: readonly Job[], { name }: Pick<Counted, 'name'>): Job | null {
  const own = jobs.filter(job => job.kind === 'study' && job.subject === name)
  return own.find(job => isUnderWay(job) || job.canResume) ?? null
}

export type StudyState = keyof typeof words.studies.states

/** Where a study stands; without a job it has been stopped, or is done. */
export function studyState(job: Job | null, { trialsEnded, trialsInAll }: Counted): StudyState {
  if (job !== null && job.state !== 'done' && job.state !== 'cancelled') return job.state
  return trialsEnded < trialsInAll ? 'stopped' : 'done'
}
