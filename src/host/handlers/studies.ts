import type { studyMethods } from '../../contract/methods/studies.ts'
import type { HostServices } from '../services.ts'
import type { HandlersOf } from '../wire/handlers.ts'

/** Searches for the best settings and sweeps over latent sizes. */
export function studyHandlers({ studies }: Pick<HostServices, 'studies'>): HandlersOf<typeof studyMethods> {
  return {
    'studies.all': () => studies.all(),
    'studies.details': ({ study }) => studies.details(study),
    'studies.start': choice => studies.start(choice),
    'studies.resume': choice => studies.resume(choice),
    'studies.adopt': choice => studies.adopt(choice),
    'studies.remove': ({ study }) => studies.remove(study),
    'studies.restore': ({ binned }) => studies.restore(binned),
  }
}
