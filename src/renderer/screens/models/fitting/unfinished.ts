import type { Job } from '../../../../contract/index.ts'
import { isUnderWay } from '../../../stores/jobs.ts'

/** Fits that are under way or can go on, of all jobs. */
export function unfinishedFits(jobs: readonly Job[]): Job[] {
  return jobs.filter(job => job.kind === 'fit' && (job.canResume || isUnderWay(job)))
}
