import type { Composition } from '../domain/composition.ts'

/** Numbers rows of one library; those of different tables are different types. */
export type CompoundId = number & { readonly of: 'compound' }
export type ListId = number & { readonly of: 'list' }
export type EntryId = number & { readonly of: 'entry' }
export type ModelId = number & { readonly of: 'model' }
export type JobId = number & { readonly of: 'job' }

export type ListKind = 'literature' | 'positives' | 'reference' | 'generated' | 'scratch'

/** A named list, with how many of its entries there are and how many could not be read. */
export interface List {
  readonly id: ListId
  readonly name: string
  readonly kind: ListKind
  /** ISO 8601, UTC. */
  readonly createdAt: string
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
export type Entry = EntryText & { readonly id: EntryId } & (
    | {
        readonly compound: Compound
        readonly duplicateOfLine: number | null
      }
    | { readonly compound: null; readonly problem: LineProblem }
  )

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

/** A model folder that the library knows of; `manifest` is the content of its `model.json`. */
export interface RegisteredModel {
  readonly id: ModelId
  readonly folder: string
  readonly name: string
  readonly manifest: unknown
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
  /** Root mean square reconstruction error. */
  readonly rmse: number
}

/** Anything that JSON can hold. */
export type JsonValue = NonNullable<unknown> | null

/** What a library can be asked. */
export interface ReadableLibrary {
  /** All lists by name. */
  lists(): List[]
  /** Throws `library/no-such-list`. */
  listNamed(name: string): List
  /** Throws `library/no-such-list`. */
  listWithId(list: ListId): List
  /** The entries of a list that follow one of them (null: from the first), in the order in which they were added. */
  entriesAfter(list: ListId, after: EntryId | null, count: number): Entry[]
  /** The entries of a list in the order in which they were added, read as they are taken. */
  entries(list: ListId): Iterable<Entry>
  /** Compounds of a list that the model has not scored, after one of them, by their numbers. */
  unscored(list: ListId, model: ModelId, after: CompoundId | null, count: number): Compound[]
  /** Errors of those of the compounds that the model has scored. */
  scores(model: ModelId, compounds: Iterable<CompoundId>): ReadonlyMap<CompoundId, number>
  /** All models, newest first. */
  models(): RegisteredModel[]
  activeModel(): RegisteredModel | undefined
  /** Throws `library/no-such-job`. */
  job(id: JobId): Job
  /** All jobs, newest first. */
  jobs(): Job[]
  /** The value of a setting as it was set, or undefined. */
  setting(name: string): unknown
}

/** What a library can be told. What a method returned from is on disk; what threw left nothing behind. */
export interface WritableLibrary extends ReadableLibrary {
  /** Throws `library/list-exists`. */
  createList(name: string, kind: ListKind, entries: Iterable<NewEntry>): List
  /** Starts a list that no one sees until it is published; at the next start it is gone. */
  draftList(): ListDraft
  /** Takes entries out of a list; those that it does not have are passed over. Throws `library/no-such-list`. */
  removeEntries(list: ListId, entries: Iterable<EntryId>): List
  /** Throws `library/no-such-list`. */
  deleteList(list: ListId): void
  saveScores(model: ModelId, scores: Iterable<Score>): void
  /** Adds a model folder, or renews what is known of it; a changed manifest drops its scores. */
  registerModel(folder: string, name: string, manifest: JsonValue): RegisteredModel
  /** Makes one model the active one. Throws `library/no-such-model`. */
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
