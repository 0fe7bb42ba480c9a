import type { fileMethods } from '../../contract/methods/files.ts'
import type { ListId } from '../../library/index.ts'
import type { HostServices } from '../services.ts'
import { libraryChoice } from '../transfers/import-preview.ts'
import { openPreviews } from '../transfers/preview-thread.ts'
import type { HandlersOf } from '../wire/handlers.ts'
import { listOf } from './lists.ts'

/** Files that windows send and fetch, and what is imported from them. */
export function fileHandlers({
  library,
  libraryChanged,
  transfers,
}: Pick<HostServices, 'library' | 'libraryChanged' | 'transfers'>): HandlersOf<typeof fileMethods> {
  const preview = openPreviews()

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
    async 'imports.run'({ file, choice, into, repeated }, { signal }) {
      const { list } = await library.importList(await transfers.whole(file), {
        ...libraryChoice(choice),
        into: 'list' in into ? { existingList: into.list as ListId } : into,
        repeated,
        signal,
      })
      libraryChanged()
      return { list: listOf(list) }
    },
  }
}
