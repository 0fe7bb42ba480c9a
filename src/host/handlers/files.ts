import type { fileMethods } from '../../contract/methods/files.ts'
import type { HostServices } from '../services.ts'
import { importWork } from '../transfers/import-work.ts'
import { openPreviews } from '../transfers/preview-thread.ts'
import type { HandlersOf } from '../wire/handlers.ts'

/** Files that windows send and fetch, and what is imported from them. */
export function fileHandlers(
  services: Pick<HostServices, 'library' | 'transfers' | 'models' | 'scoring' | 'jobs'>,
): HandlersOf<typeof fileMethods> {
  const { transfers, jobs } = services
  const preview = openPreviews()
  jobs.register('import', importWork(services))

  return {
    'files.open': async ({ fileName, bytes }) => ({ file: await transfers.announce(fileName, bytes) }),
    'files.append': async ({ file, bytes }) => ({ received: await transfers.append(file, bytes) }),
    'files.read': ({ file, offset }) => transfers.read(file, offset) as Promise<Uint8Array<ArrayBuffer>>,
    async 'files.discard'({ file }) {
      await transfers.discard(file)
      return {}
    },
    async 'imports.preview'({ file, choice }, { signal }) {
      return preview({ ...(await transfers.whole(file)), choice }, signal)
    },
    'imports.run': async choice => jobs.start('import', transfers.locate(choice.file).fileName, choice),
  }
}
