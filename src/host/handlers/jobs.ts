import type { jobMethods } from '../../contract/methods/jobs.ts'
import type { HostServices } from '../services.ts'
import type { HandlersOf } from '../wire/handlers.ts'

/** Long work, while it runs and after. */
export function jobHandlers({ jobs }: Pick<HostServices, 'jobs'>): HandlersOf<typeof jobMethods> {
  return {
    'jobs.all': () => jobs.all(),
    'jobs.cancel': ({ job }) => jobs.cancel(job),
    'jobs.pause': ({ job }) => jobs.pause(job),
    'jobs.resume': ({ job }) => jobs.resume(job),
    'jobs.clear': () => jobs.clear(),
  }
}
