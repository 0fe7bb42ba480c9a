import { Worker } from 'node:worker_threads'
import type { AnomaliteError } from '../../domain/error.ts'
import type { LibraryChange } from '../changes.ts'
import type { ImportOptions } from '../import/import-list.ts'
import { gather, type ListSource } from '../import/source.ts'
import type { EntryReader } from '../query/entry-reader.ts'
import type { LibraryService, ListDraftService } from '../service.ts'
import { startThread, type Thread } from './thread.ts'

/** So long apart are two tellings of a new revision at least; the first after a while is told at once. */
const CHANGES_PAUSE_MS = 250
/** Scores come many times a second for minutes, and each telling has windows sort anew. */
const SCORES_PAUSE_MS = 1000

/** A query's answer, and the revision of the library that it shows. */
export interface Revised<Output> {
  readonly output: Output
  readonly revision: number
}

type Question = Exclude<keyof EntryReader, 'loadMore' | 'prepareMore' | 'apply' | 'close'>

/** The questions of an `EntryReader`, with promises for answers. */
export type EntryService = {
  readonly [Name in Question]: (
    ...input: Parameters<EntryReader[Name]>
  ) => Promise<Revised<ReturnType<EntryReader[Name]>>>
}

/** A library with a thread that writes and one that answers queries. */
export interface LibraryThreads {
  /** See `WritableLibrary`. `close` ends both threads. */
  readonly library: LibraryService
  /** Every answer shows all that was acknowledged before its question. */
  readonly entries: EntryService
  /** What the user must know once: the library was restored from a backup, for instance. */
  readonly notices: readonly string[]
}

export interface LibraryThreadsOptions {
  /**
   * Told that answers of earlier revisions may be outdated, at most a few times a second; who asks then sees all
   * changes up to it.
   */
  readonly onRevision: (revision: number) => void
  /** Told when a thread died. It is started again. */
  readonly onDeath: (error: AnomaliteError) => void
}

/** Opens the library of a data folder in threads of its own. Throws what `openLibrary` throws. */
export async function openLibraryThreads(
  folder: string,
  { onRevision, onDeath }: LibraryThreadsOptions,
): Promise<LibraryThreads> {
  let revision = 0
  const changed = paced(() => onRevision(revision), CHANGES_PAUSE_MS)
  const scored = paced(() => onRevision(revision), SCORES_PAUSE_MS)
  let reader: Thread | null = null
  /** Started beside the writer: it loads its code while the library is opened. */
  let early: Worker | null = startReader()

  const pass = (change: LibraryChange) => {
    // What is in the making is nobody's to see.
    const isSeen = change.kind !== 'drafted'
    if (isSeen) revision++
    reader?.send({ change, revision })
    if (change.kind === 'scores') scored.soon()
    else if (isSeen) changed.soon()
  }
  const writer = startThread({
    what: 'Writing to the library',
    start: () => new Worker(new URL('./writer-worker.ts', import.meta.url)),
    first: () => ({ method: 'open', input: [folder] }),
    onTold: message => {
      if ('change' in message) pass(message.change)
    },
    onDeath(error) {
      onDeath(error)
      // It may have written what it never told.
      reader?.restart()
    },
  })
  const { notices } = (await writer.opened.catch(async error => {
    await Promise.all([writer.stop(), early?.terminate()])
    throw error
  })) as { notices: readonly string[] }
  reader = startThread({
    what: 'Reading the library',
    start() {
      const worker = early ?? startReader()
      early = null
      return worker
    },
    first: () => ({ method: 'open', input: [folder, revision] }),
    onTold() {
      // Ranks are known from now on.
      pass({ kind: 'lists' })
    },
    onDeath,
  })
  const asked: Thread = reader
  return {
    library: {
      ...writingService(writer),
      async close() {
        changed.stop()
        scored.stop()
        await asked.stop()
        await writer.call('close', []).finally(() => writer.stop())
      },
    },
    entries: readingService(asked),
    notices,
  }
}

function startReader(): Worker {
  return new Worker(new URL('./reader-worker.ts', import.meta.url))
}

const writingMethods = [
  'lists',
  'binnedLists',
  'listNamed',
  'listWithId',
  'entriesAfter',
  'entriesWithIds',
  'unscored',
  'history',
  'scores',
  'models',
  'activeModel',
  'job',
  'jobs',
  'setting',
  'createList',
  'addEntries',
  'renameList',
  'changeListKind',
  'binList',
  'restoreList',
  'editEntries',
  'correctEntry',
  'binEntries',
  'restoreEntries',
  'copyEntries',
  'copyEntriesToNewList',
  'undo',
  'redo',
  'forgetHistory',
  'saveScores',
  'registerModel',
  'activateModel',
  'createJob',
  'updateJob',
  'removeJobs',
  'setSetting',
  'backUp',
  'close',
  'change',
  'emptyBin',
] as const satisfies readonly (keyof LibraryService)[]

function writingService(thread: Thread): LibraryService {
  const named = Object.fromEntries(
    writingMethods.map(name => [name, (...input: unknown[]) => thread.call(name, input.map(sendable))]),
  ) as unknown as Pick<LibraryService, (typeof writingMethods)[number]>
  return {
    ...named,
    async draftList() {
      const number = await thread.call('draftList', [])
      return draftService(thread, number as number)
    },
    async importList(source: ListSource, { signal, onProgress, ...options }: ImportOptions) {
      const { fileName } = source
      const whole = { bytes: await gather(source), ...(fileName !== undefined && { fileName }) }
      const done = thread.call('importList', [whole, options], { signal, onProgress })
      return (await done) as Awaited<ReturnType<LibraryService['importList']>>
    },
  }
}

function draftService(thread: Thread, number: number): ListDraftService {
  const on =
    (method: keyof ListDraftService) =>
    (...input: unknown[]): Promise<never> =>
      thread.call(`draft.${method}`, [number, ...input.map(sendable)]) as Promise<never>
  return { add: on('add'), publishAs: on('publishAs'), appendTo: on('appendTo'), discard: on('discard') }
}

function readingService(thread: Thread): EntryService {
  const on =
    (question: Question) =>
    (...input: unknown[]) =>
      thread.call(question, input) as Promise<Revised<never>>
  return {
    page: on('page'),
    earlyPage: on('earlyPage'),
    ids: on('ids'),
    locate: on('locate'),
    facets: on('facets'),
    histogram: on('histogram'),
    listScores: on('listScores'),
    otherScores: on('otherScores'),
    prepareCharges: on('prepareCharges'),
  }
}

/** What is walked through once does not travel between threads: its values do. */
function sendable(value: unknown): unknown {
  const isWalkedOnce =
    typeof value === 'object' && value !== null && 'next' in value && Symbol.iterator in value
  return isWalkedOnce ? Array.from(value as Iterable<unknown>) : value
}

/** Calls at once, then at most once in each pause, and never misses the last. */
function paced(action: () => void, pauseMs: number): { soon(): void; stop(): void } {
  let timer: NodeJS.Timeout | null = null
  let isDue = false
  const run = () => {
    isDue = false
    timer = setTimeout(() => {
      timer = null
      if (isDue) run()
    }, pauseMs)
    timer.unref()
    action()
  }
  return {
    soon() {
      if (timer === null) run()
      else isDue = true
    },
    stop() {
      if (timer !== null) clearTimeout(timer)
      timer = null
      isDue = false
    },
  }
}
