import type { Job } from '../../contract/index.ts'

export function isUnderWay({ state }: Job): boolean {
  return state === 'queued' || state === 'running' || state === 'paused'
}

/** Whether it is under way, or ended early and could go on. */
export function isUnfinished(job: Job): boolean {
  return job.canResume || isUnderWay(job)
}
