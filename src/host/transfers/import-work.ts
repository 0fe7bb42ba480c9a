import type { z } from 'zod'
import { importChoice } from '../../contract/methods/files.ts'
import type { LibraryService, ListId } from '../../library/index.ts'
import type { Work } from '../jobs/index.ts'
import type { ModelRegistry } from '../registry/model-registry.ts'
import type { ListScoring } from '../scoring/index.ts'
import type { FileStore } from './file-store.ts'
import { libraryChoice } from './import-preview.ts'

export interface ImportParts {
  readonly library: Pick<LibraryService, 'importList'>
  readonly transfers: Pick<FileStore, 'whole' | 'discard'>
  readonly models: Pick<ModelRegistry, 'active'>
  readonly scoring: ListScoring
}

/**
 * Reads a file into a list, all of it or nothing, and has what came in scored by the active model. The file goes with
 * the program, so what was interrupted does not go on.
 */
export function importWork(parts: ImportParts): Work<z.infer<typeof importChoice>> {
  const { library, transfers } = parts
  return {
    lane: 'files',
    parameters: importChoice,
    canPause: false,
    canResume: false,
    async run({ file, choice, into, repeated, lines }, control) {
      const { list, counts, step } = await library.importList(await transfers.whole(file), {
        ...libraryChoice(choice),
        into: 'list' in into ? { existingList: into.list as ListId } : into,
        repeated,
        signal: control.signal,
        onProgress: done =>
          control.progress(lines === 0 ? 0 : done / lines, { step: 'reading', done, total: lines }),
      })
      await transfers.discard(file)
      void score(parts, list.id)
      const skipped = repeated === 'skip' ? counts.duplicates : 0
      return {
        kind: 'list',
        list: list.id,
        entries: counts.read + counts.duplicates + counts.problems - skipped,
        step,
      }
    },
    discard: null,
  }
}

async function score({ models, scoring }: ImportParts, list: ListId): Promise<void> {
  try {
    await scoring.start(list, await models.active(), 'person')
  } catch {
    // The list is there all the same; the screen that shows it asks again, and tells why it cannot be.
  }
}
