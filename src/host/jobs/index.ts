export { type JobService, openJobs } from './job-service.ts'
export { isUnderWay, isUnfinished } from './job-state.ts'
export type { Lane, Work, WorkControl } from './work.ts'
