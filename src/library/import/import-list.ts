import { setImmediate } from 'node:timers/promises'
import { AnomaliteError } from '../../domain/error.ts'
import type { List, ListDraft, ListId, ListKind, NewEntry, StepId, WritableLibrary } from '../library.ts'
import type { LineCounts } from './formula-rows.ts'
import { type ListFormat, type ReadingChoice, readFormulaList } from './read-formula-list.ts'
import type { ListSource } from './source.ts'

/** Where an import goes: a list that does not exist yet, or the end of one that does. */
export type ImportTarget =
  | { readonly newList: string; readonly kind: ListKind }
  | { readonly existingList: ListId }

export interface ImportOptions extends ReadingChoice {
  readonly into: ImportTarget
  /** What becomes of lines that repeat an earlier line's composition; they are kept unless told otherwise. */
  readonly repeated?: 'keep' | 'skip'
  /** Ends the import; nothing of it stays. */
  readonly signal?: AbortSignal
  /** Told how many lines are stored so far. */
  readonly onProgress?: (lines: number) => void
}

/** What an import did. The lines themselves, problems included, are the entries of the list. */
export interface ImportResult {
  readonly list: List
  readonly format: ListFormat
  readonly counts: Readonly<LineCounts>
  /** The step of undo that the import is; null when no line came in. */
  readonly step: StepId | null
}

/** So many that other work waits some ten milliseconds at most. */
const entriesPerBatch = 500

/**
 * Reads a list of formulas into the library. The lines go into a draft batch by batch, with room for other work
 * in between, and the draft becomes the list at once: an error, a cancel or a kill leaves nothing of it.
 *
 * Throws what `readFormulaList` throws, `library/list-exists`, `library/no-such-list`, and the signal's reason.
 */
export async function importList(
  library: WritableLibrary,
  source: ListSource,
  options: ImportOptions,
): Promise<ImportResult> {
  const { into, repeated, signal, onProgress } = options
  if ('newList' in into) refuseTakenName(library, into.newList)
  const list = await readFormulaList(source, options)
  const draft = library.draftList()
  try {
    let stored = 0
    let batch: NewEntry[] = []
    for await (const row of list.rows()) {
      if (repeated === 'skip' && row.status === 'duplicate') continue
      batch.push(row)
      if (batch.length < entriesPerBatch) continue
      draft.add(batch)
      stored += batch.length
      batch = []
      onProgress?.(stored)
      await setImmediate()
      signal?.throwIfAborted()
    }
    draft.add(batch)
    const before = library.history().undo?.step ?? 0
    const filled = finish(draft, into)
    const after = library.history().undo?.step ?? 0
    const step = after > before ? (after as StepId) : null
    return { list: filled, format: list.format, counts: list.counts(), step }
  } catch (error) {
    draft.discard()
    throw error
  }
}

function refuseTakenName(library: WritableLibrary, name: string): void {
  if (!library.lists().some(list => list.name === name)) return
  const message = `There is a list named “${name}” already. Choose another name.`
  throw new AnomaliteError('library/list-exists', message, { name })
}

function finish(draft: ListDraft, into: ImportTarget): List {
  return 'newList' in into ? draft.publishAs(into.newList, into.kind) : draft.appendTo(into.existingList)
}
