export { type JobService, openJobs } from './job-service.ts'
export type { Lane, Work, WorkControl } from './work.ts'
