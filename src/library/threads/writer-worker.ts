/** The thread that has the library: all that is written goes through it. */
import type { ImportOptions } from '../import/import-list.ts'
import type { ListSource } from '../import/source.ts'
import { openLibrary } from '../open-library.ts'
import { type LibraryService, type ListDraftService, serveLibrary } from '../service.ts'
import { answerCalls, type ThreadCall, tellParent } from './answering.ts'
import { openSweeper, type Sweeper } from './sweeper.ts'

type AnyMethod = (...input: readonly unknown[]) => Promise<unknown>

let opening: Promise<LibraryService>
let sweeper: Sweeper | null = null
const drafts = new Map<number, ListDraftService>()
let nextDraft = 1

async function open(folder: string) {
  const library = await openLibrary(folder, change => {
    tellParent({ change })
    if (change.kind === 'lists') sweeper?.sweepSoon()
  })
  sweeper = openSweeper(library)
  sweeper.sweepAllSoon()
  return { service: serveLibrary(library), notices: library.notices }
}

answerCalls(
  name =>
    async (input, call): Promise<unknown> => {
      if (name === 'open') {
        const opened = open(input[0] as string)
        opening = opened.then(({ service }) => service)
        return { notices: (await opened).notices }
      }
      const service = await opening
      if (name === 'close') sweeper?.stop()
      if (name === 'importList') return importInto(service, input, call)
      if (name === 'draftList') {
        drafts.set(nextDraft, await service.draftList())
        return nextDraft++
      }
      if (name.startsWith('draft.')) return onDraft(name.slice('draft.'.length), input)
      const output = await (service[name as keyof LibraryService] as AnyMethod)(...input)
      if (name === 'emptyBin') sweeper?.sweepAllSoon()
      return output
    },
  () => undefined,
  // What it has is let go by the call that closes the library.
  () => sweeper?.stop(),
)

function importInto(service: LibraryService, input: readonly unknown[], { signal, progress }: ThreadCall) {
  const [source, options] = input as [ListSource, ImportOptions]
  return service.importList(source, { ...options, signal, onProgress: progress })
}

async function onDraft(method: string, [number, ...input]: readonly unknown[]): Promise<unknown> {
  const draft = drafts.get(number as number)!
  const output = await (draft[method as keyof ListDraftService] as AnyMethod)(...input)
  if (method !== 'add') drafts.delete(number as number)
  return output
}
