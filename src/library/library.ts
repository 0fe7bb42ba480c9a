import type { Composition } from '../domain/composition.ts'

/** Numbers rows of one library; those of different tables are different types. */
export type CompoundId = number & { readonly of: 'compound' }
export type ListId = number & { readonly of: 'list' }
export type EntryId = number & { readonly of: 'entry' }
export type ModelId = number & { readonly of: 'model' }
export type JobId = number & { readonly of: 'job' }
export type StepId = number & { readonly of: 'step' }

export type ListKind = 'literature' | 'positives' | 'reference' | 'generated' | 'scratch'

/** A named list, with how many entries it has in use, and how many of these could not be read. */
export interface List {
  readonly id: ListId
  readonly name: string
  readonly kind: ListKind
  /** ISO 8601, UTC. */
  readonly createdAt: string
  /** When it went to the bin; null for a list in use. */
  readonly binnedAt: string | null
  readonly entryCount: number
  readonly unreadCount: number
}

/** Why a line has no composition, where in its text (UTF-16 index from 0), and what might be meant. */
export interface LineProblem {
  /** `formula/…` from the formula reader, `import/…` from the import. */
  readonly code: string
  readonly message: string
  readonly position: number | null
  readonly suggestion: string | null
}

/** What a line of a list says, as its author wrote it. */
export interface EntryText {
  /** The formula as written. */
  readonly text: string
  /** Line of a text file or row of a sheet, from 1. */
  readonly line: number
  /** The author's own identifier, such as `mp-149` or a sample number. */
  readonly externalId: string | null
  readonly label: string | null
  readonly note: string | null
  readonly energyAboveHullEvPerAtom: number | null
  /** In alphabetical order. */
  readonly tags: readonly string[]
  /** Every other column by its heading. */
  readonly otherColumns: Readonly<Record<string, string>>
}

/** A line that was read; `duplicateOfLine` is the first line of its import with the same composition. */
export interface ReadEntry extends EntryText {
  readonly composition: Composition
  readonly duplicateOfLine: number | null
}

/** A line that could not be read, kept with the reason. */
export interface UnreadEntry extends EntryText {
  readonly problem: LineProblem
}

export type NewEntry = ReadEntry | UnreadEntry

/** An entry of a list: its text, and either its compound or the reason why it has none. */
export type Entry = EntryText & {
  readonly id: EntryId
  /** When it went to the bin; null for an entry in use. */
  readonly binnedAt: string | null
} & (
    | {
        readonly compound: Compound
        readonly duplicateOfLine: number | null
      }
    | { readonly compound: null; readonly problem: LineProblem }
  )

/** An entry and the list it stands in. */
export type ListedEntry = Entry & { readonly list: ListId }

/** What a new entry has become; `compound` is null for a line that could not be read. */
export interface StoredEntry {
  readonly id: EntryId
  readonly compound: CompoundId | null
}

export interface Compound {
  readonly id: CompoundId
  /** The canonical formula. */
  readonly formula: string
}

/** What becomes of entries; what is absent stays as it is. */
export interface EntryChange {
  readonly label?: string | null | undefined
  readonly note?: string | null | undefined
  readonly addTags?: readonly string[] | undefined
  readonly removeTags?: readonly string[] | undefined
}

/** A change that can be taken back, in words: "bin 3 entries". */
export interface HistoryStep {
  readonly step: StepId
  readonly what: string
}

/** What undo and redo would do; null when there is nothing. */
export interface HistoryState {
  readonly undo: HistoryStep | null
  readonly redo: HistoryStep | null
}

/** What models say of a compound: the reconstruction error, best low, or the stability score, best high. */
export type ScoreKind = 'rmse' | 'stability'

/** A model folder that the library knows of. */
export interface RegisteredModel {
  readonly id: ModelId
  readonly kind: ScoreKind
  readonly folder: string
  readonly name: string
  readonly manifest: unknown
  /** The one in use of its kind. */
  readonly active: boolean
  readonly registeredAt: string
}

export type JobState = 'queued' | 'running' | 'paused' | 'done' | 'failed' | 'cancelled' | 'interrupted'

/** Long work. A job that a crash or a kill ended is `interrupted` from the next start on. */
export interface Job {
  readonly id: JobId
  readonly kind: string
  /** Name of what it works on: a list, a model. */
  readonly subject: string
  readonly state: JobState
  /** Fraction done, 0 to 1. */
  readonly progress: number
  readonly parameters: unknown
  readonly result: unknown
  readonly error: unknown
  readonly createdAt: string
  readonly startedAt: string | null
  readonly finishedAt: string | null
}

export interface Score {
  readonly compoundId: CompoundId
  /** Root mean square reconstruction error; log-odds of a stability model. */
  readonly value: number
}

/** Anything that JSON can hold. */
export type JsonValue = NonNullable<unknown> | null

/** What a library can be asked. */
export interface ReadableLibrary {
  /** The lists in use by name. */
  lists(): List[]
  /** The lists in the bin by name. */
  binnedLists(): List[]
  /** A list in use. Throws `library/no-such-list`. */
  listNamed(name: string): List
  /** A list in use or in the bin. Throws `library/no-such-list`. */
  listWithId(list: ListId): List
  /** The entries in use of a list, in the order in which they were added, read as they are taken. */
  entries(list: ListId): Iterable<Entry>
  /** The entries of some numbers, in the order of the numbers; those that are gone are left out. */
  entriesWithIds(ids: readonly EntryId[]): ListedEntry[]
  /** Those that follow one of them (null: from the first). */
  entriesAfter(list: ListId, after: EntryId | null, count: number): Entry[]
  /** Compounds of a list's entries in use that the model has not scored, after one of them, by their numbers. */
  unscored(list: ListId, model: ModelId, after: CompoundId | null, count: number): Compound[]
  history(): HistoryState
  /** Scores of those of the compounds that the model has scored. */
  scores(model: ModelId, compounds: Iterable<CompoundId>): ReadonlyMap<CompoundId, number>
  /** All models, newest first. */
  models(): RegisteredModel[]
  activeModel(kind: ScoreKind): RegisteredModel | undefined
  /** Throws `library/no-such-job`. */
  job(id: JobId): Job
  /** All jobs, newest first. */
  jobs(): Job[]
  /** The value of a setting as it was set, or undefined. */
  setting(name: string): unknown
}

/**
 * What a library can be told. What a method returned from is on disk; what threw left nothing behind. Each change to
 * lists and entries is one step of undo, and none when it changed nothing; a new step ends what could be redone.
 */
export interface WritableLibrary extends ReadableLibrary {
  /** What the user must know once: the library was restored from a backup, for instance. */
  readonly notices: readonly string[]
  /** Throws `library/list-exists`. */
  createList(name: string, kind: ListKind, entries: Iterable<NewEntry>): List
  /** Adds entries at the end of a list; returns what became of them, in their order. Throws `library/no-such-list`. */
  addEntries(list: ListId, entries: Iterable<NewEntry>): StoredEntry[]
  /** Starts a list that no one sees until it is published; at the next start it is gone. */
  draftList(): ListDraft
  /** Throws `library/no-such-list`, `library/list-exists`. */
  renameList(list: ListId, name: string): List
  /** Throws `library/no-such-list`. */
  changeListKind(list: ListId, kind: ListKind): List
  /** Throws `library/no-such-list`. */
  binList(list: ListId): List
  /** Takes a list out of the bin, as "name (2)" where its name is taken. Throws `library/no-such-list`. */
  restoreList(list: ListId): List
  /** Returns how many entries changed; those that are gone are passed over, here and below. */
  editEntries(entries: Iterable<EntryId>, change: EntryChange): number
  /**
   * Puts another text in an entry's place and reads it: null, or why it cannot be read. Its line stays, and what had
   * repeated it as it was no longer does. Throws `library/no-such-entry`.
   */
  correctEntry(entry: EntryId, text: string): LineProblem | null
  binEntries(entries: Iterable<EntryId>): number
  restoreEntries(entries: Iterable<EntryId>): number
  /** Copies entries, in the order in which they were added, to the end of a list. Throws `library/no-such-list`. */
  copyEntries(entries: Iterable<EntryId>, into: ListId): number
  /** Copies entries into a list that is made for them. Throws `library/list-exists`. */
  copyEntriesToNewList(entries: Iterable<EntryId>, name: string, kind: ListKind): List
  /**
   * Removes for good the lists that went to the bin until a time (ISO 8601, UTC), and at most so many entries that did.
   * Ends what undo could bring back of them. To be called until it is done.
   */
  emptyBin(until: string, limit: number): Swept
  /** Removes at most so many entries of what nobody can bring back any more. To be called until it is done. */
  sweep(limit: number): Swept
  /**
   * Looks at so many compounds after one (null: from the first), by their numbers, and removes those that no entry uses
   * and no undo could bring back, with their scores. Returns the last that was looked at, null at the end of all.
   */
  sweepCompounds(after: CompoundId | null, limit: number): CompoundId | null
  /** Takes back the latest change. Throws `library/nothing-to-undo`, and `library/step-passed` if that is not `step`. */
  undo(step: StepId | null): HistoryState
  /** Makes the change again that was taken back last. Throws as `undo` does. */
  redo(step: StepId | null): HistoryState
  /** Ends what could be undone and redone: all stays as it is. */
  forgetHistory(): void
  saveScores(model: ModelId, scores: Iterable<Score>): void
  /** Adds a model folder, or renews what is known of it; a changed manifest drops its scores. */
  registerModel(kind: ScoreKind, folder: string, name: string, manifest: JsonValue): RegisteredModel
  /** Makes one model the active one of its kind. Throws `library/no-such-model`. */
  activateModel(model: ModelId): void
  createJob(kind: string, subject: string, parameters: JsonValue): Job
  /** Throws `library/no-such-job`. */
  updateJob(id: JobId, change: JobChange): Job
  /** Takes jobs off the record; those under way stay. */
  removeJobs(ids: Iterable<JobId>): void
  setSetting(name: string, value: JsonValue): void
  /** Backs the library up; resolves to the path of the verified backup. */
  backUp(): Promise<string>
  /** Ends all use of the library and lets its folder go. */
  close(): Promise<void>
}

export type JobChange =
  | { readonly state: 'queued' | 'paused' }
  | { readonly state: 'running'; readonly progress: number }
  | { readonly state: 'done'; readonly result: JsonValue }
  | { readonly state: 'failed'; readonly error: JsonValue }
  | { readonly state: 'cancelled' | 'interrupted' }

/** What was removed for good. */
export interface Swept {
  readonly lists: number
  readonly entries: number
  readonly isDone: boolean
}

/** A list in the making. Each batch is whole or absent; nothing shows before `publishAs` or `appendTo`. */
export interface ListDraft {
  /** Returns what became of the entries, in their order. */
  add(batch: Iterable<NewEntry>): StoredEntry[]
  /** Throws `library/list-exists`. */
  publishAs(name: string, kind: ListKind): List
  /** Moves the entries to the end of a list. Throws `library/no-such-list`. */
  appendTo(list: ListId): List
  discard(): void
}
