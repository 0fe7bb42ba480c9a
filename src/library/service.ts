import type { ImportOptions, ImportResult } from './import/import-list.ts'
import { importList } from './import/import-list.ts'
import type { ListSource } from './import/source.ts'
import type { List, ListDraft, ListId, ListKind, NewEntry, StoredEntry, WritableLibrary } from './library.ts'

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
export interface LibraryService
  extends Omit<Asynchronous<WritableLibrary>, 'entries' | 'draftList' | 'createList'> {
  createList(name: string, kind: ListKind, entries: readonly NewEntry[]): Promise<List>
  /** Adds entries at the end of a list, all or none. Throws `library/no-such-list`. */
  addEntries(list: ListId, entries: readonly NewEntry[]): Promise<StoredEntry[]>
  draftList(): Promise<ListDraftService>
  /** See `importList`. */
  importList(source: ListSource, options: ImportOptions): Promise<ImportResult>
}

/** Serves a library in the thread that has it. */
export function serveLibrary(library: WritableLibrary): LibraryService {
  const { entries: _, draftList: __, ...methods } = library
  return {
    ...(asynchronous(methods) as Omit<Asynchronous<WritableLibrary>, 'entries' | 'draftList'>),
    async addEntries(list, entries) {
      const draft = library.draftList()
      try {
        const stored = draft.add(entries)
        draft.appendTo(list)
        return stored
      } catch (error) {
        draft.discard()
        throw error
      }
    },
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
