import { setImmediate } from 'node:timers/promises'
import { type ImportOptions, type ImportResult, importList } from './import/import-list.ts'
import type { ListSource } from './import/source.ts'
import type { ListDraft, StepId, WritableLibrary } from './library.ts'

type Asynchronous<Methods> = {
  readonly [Name in keyof Methods]: Methods[Name] extends (...input: infer Input) => infer Output
    ? (...input: Input) => Promise<Awaited<Output>>
    : never
}

/** A list in the making, with an answer for each step. See `ListDraft`. */
export type ListDraftService = Asynchronous<ListDraft>

/** Methods that change lists or entries by one step of undo. */
export type ChangeMethod =
  | 'createList'
  | 'addEntries'
  | 'renameList'
  | 'changeListKind'
  | 'binList'
  | 'restoreList'
  | 'editEntries'
  | 'correctEntry'
  | 'binEntries'
  | 'restoreEntries'
  | 'copyEntries'
  | 'copyEntriesToNewList'

/** What came of a change, and which step of undo it is; null when nothing had to change. */
export interface Changed<Result> {
  readonly result: Result
  readonly step: StepId | null
}

/** What emptying the bin removed. */
export interface Emptied {
  readonly lists: number
  readonly entries: number
}

type NotServed = 'entries' | 'draftList' | 'emptyBin' | 'sweep' | 'sweepCompounds' | 'notices'

/**
 * The library as a program sees it whose own thread must never wait for a disk: the methods of a library, with
 * promises for answers. Calls are carried out in their order; imports and the emptying of the bin let others in between.
 */
export interface LibraryService extends Asynchronous<Omit<WritableLibrary, NotServed>> {
  /** Carries out a change, and tells its step. */
  change<M extends ChangeMethod>(
    method: M,
    ...input: Parameters<WritableLibrary[M]>
  ): Promise<Changed<ReturnType<WritableLibrary[M]>>>
  draftList(): Promise<ListDraftService>
  /** See `importList`. */
  importList(source: ListSource, options: ImportOptions): Promise<ImportResult>
  /** Removes for good what is in the bin. Ends what undo could bring back of it. */
  emptyBin(): Promise<Emptied>
}

/** So many that other work waits some ten milliseconds at most. */
const entriesPerSweep = 1000

/** Serves a library in the thread that has it. */
export function serveLibrary(library: WritableLibrary): LibraryService {
  const {
    entries: _,
    draftList: __,
    emptyBin: ___,
    sweep: ____,
    sweepCompounds: _____,
    notices: ______,
    ...methods
  } = library
  return {
    ...asynchronous(methods),
    async change(method, ...input) {
      const before = library.history().undo?.step ?? 0
      const result = (library[method] as (...given: unknown[]) => never)(...input)
      const after = library.history().undo?.step ?? 0
      return { result, step: after > before ? (after as StepId) : null }
    },
    draftList: async () => asynchronous({ ...library.draftList() }),
    importList: (source, options) => importList(library, source, options),
    async emptyBin() {
      const until = new Date().toISOString()
      let [lists, entries] = [0, 0]
      for (;;) {
        const removed = library.emptyBin(until, entriesPerSweep)
        lists += removed.lists
        entries += removed.entries
        if (removed.isDone) return { lists, entries }
        await setImmediate()
      }
    },
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
