import type { ImportOptions, ImportResult } from './import/import-list.ts'
import { importList } from './import/import-list.ts'
import type { ListSource } from './import/source.ts'
import type { ListDraft, WritableLibrary } from './library.ts'

type Asynchronous<Methods> = {
  readonly [Name in keyof Methods]: Methods[Name] extends (...input: infer Input) => infer Output
    ? (...input: Input) => Promise<Awaited<Output>>
    : never
}

/** A list in the making, with an answer for each step. See `ListDraft`. */
export type ListDraftService = Asynchronous<ListDraft>

/**
 * The library as a program sees it whose own thread must never wait for a disk: the methods of a library, with
 * promises for answers. Calls are carried out in their order.
 */
export interface LibraryService extends Omit<Asynchronous<WritableLibrary>, 'entries' | 'draftList'> {
  draftList(): Promise<ListDraftService>
  /** See `importList`. */
  importList(source: ListSource, options: ImportOptions): Promise<ImportResult>
}

/** Serves a library in the thread that has it. */
export function serveLibrary(library: WritableLibrary): LibraryService {
  const { entries: _, draftList: __, ...methods } = library
  return {
    ...(asynchronous(methods) as Omit<Asynchronous<WritableLibrary>, 'entries' | 'draftList'>),
    draftList: async () => asynchronous({ ...library.draftList() }),
    importList: (source, options) => importList(library, source, options),
  }
}

/** Methods whose answers, errors too, come as promises. */
function asynchronous<Methods extends object>(methods: Methods): Asynchronous<Methods> {
  const entries = Object.entries(methods).map(([name, method]) => [
    name,
    async (...input: unknown[]) => method(...input),
  ])
  return Object.fromEntries(entries)
}
