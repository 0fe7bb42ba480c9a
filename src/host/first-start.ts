import { join } from 'node:path'
import { AnomaliteError } from '../domain/error.ts'
import type { LibraryService, ListId } from '../library/index.ts'
import { RESOURCES_FOLDER } from './folders.ts'
import { fileSource } from './list-file.ts'

const SAMPLES = [{ file: 'functional-compounds.csv', name: 'Sample: functional compounds' }] as const

/** Set once the samples have been offered: who removes them never sees them again. */
const SETTING = 'samples-offered'

/**
 * Puts the sample lists into a library that has never had a list. They are ordinary lists; undo does not know of their
 * coming. A sample that cannot be read is told to `log` and left out. Resolves to the lists.
 */
export async function offerSamples(
  library: Pick<
    LibraryService,
    'setting' | 'setSetting' | 'lists' | 'binnedLists' | 'importList' | 'forgetHistory'
  >,
  log: (error: unknown) => void,
): Promise<ListId[]> {
  if ((await library.setting(SETTING)) === true) return []
  const offered: ListId[] = []
  const [inUse, binned] = await Promise.all([library.lists(), library.binnedLists()])
  if (inUse.length + binned.length === 0) {
    for (const sample of SAMPLES) {
      const list = await addSample(library, sample).catch(tellTyped(log))
      if (list) offered.push(list)
    }
    await library.forgetHistory()
  }
  await library.setSetting(SETTING, true)
  return offered
}

async function addSample(
  library: Pick<LibraryService, 'importList'>,
  { file, name }: (typeof SAMPLES)[number],
): Promise<ListId> {
  const source = await fileSource(join(RESOURCES_FOLDER, 'samples', file))
  const { list } = await library.importList(source, { into: { newList: name, kind: 'literature' } })
  return list.id
}

function tellTyped(log: (error: unknown) => void): (error: unknown) => undefined {
  return error => {
    if (!(error instanceof AnomaliteError)) throw error
    log(error)
    return undefined
  }
}
