import type { Job } from '../../../../contract/index.ts'
import { isUnderWay } from '../../../stores/jobs.ts'

/** Trainings that are under way or can go on, of all jobs. */
export function unfinishedTrainings(jobs: readonly Job[]): Job[] {
  return jobs.filter(job => job.kind === 'train' && (job.canResume || isUnderWay(job)))
}
