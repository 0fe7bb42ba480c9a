import { AnomaliteError } from '../domain/error.ts'
import { rangesOf } from './changes.ts'
import type { HistoryState, HistoryStep, ListId, StepId, WritableLibrary } from './library.ts'
import type { Writing } from './writing.ts'

/** So many steps can be undone, and so many records of theirs are kept; the newest step always is. */
const stepsKept = 100
const recordsKept = 1_000_000

/** Fields of an entry that a person changes; a reading is the text and what goes with it. */
const entryFields = ['label', 'note', 'tags', 'binned_at', 'undone', 'reading'] as const
export type EntryField = (typeof entryFields)[number]

/** A field's value in place. */
function valueInPlace(field: EntryField): string {
  return field === 'reading' ? 'json_array(text, compound_id, problem, duplicate_of_line)' : `entry.${field}`
}

/** Puts a value in place, for the statement that updates an entry. */
function assignment(field: EntryField, value: string): string {
  if (field !== 'reading') return `${field} = (${value})`
  return `(text, compound_id, problem, duplicate_of_line) =
    (SELECT now ->> 0, now ->> 1, now ->> 2, now ->> 3 FROM (SELECT (${value}) AS now))`
}

/** Notes what a step is about to change. To be told before the change is made. */
export interface Step {
  readonly id: StepId
  /** A list that exists since this step. */
  listAppears(list: ListId): void
  listChanges(list: ListId): void
  /**
   * Gives a field of entries a value: of those that `condition` (on the table of entries) finds and that have another.
   * `value` is SQL for the new value. Values of the condition come before those of the value.
   */
  setField(field: EntryField, value: SqlText, condition: SqlText): void
  /** Entries that `condition` finds exist since this step. Where readers are to look is told by who added them. */
  entriesAppear(condition: SqlText): void
  /** How many entries the step has touched so far. */
  entryCount(): number
}

/** SQL with the values for its placeholders. */
export interface SqlText {
  readonly sql: string
  readonly values: readonly (string | number | null)[]
}

type HistoryMethods = Pick<WritableLibrary, 'history' | 'undo' | 'redo' | 'forgetHistory'>

/** The part of a library that takes changes back. */
export function historyOf(writing: Writing): HistoryMethods {
  const history = () => selectState(writing)
  return {
    history,
    undo: step => {
      swap(writing, chosenStep(history().undo, step, 'undone'))
      return history()
    },
    redo: step => {
      swap(writing, chosenStep(history().redo, step, 'redone'))
      return history()
    },
    forgetHistory: () =>
      writing.transaction(() => {
        forgetUndone(writing)
        writing.connection.run('DELETE FROM step')
      }),
  }
}

/**
 * Carries a change out as one step of undo, in one transaction; what was undone before can then no longer be redone.
 * A change that touches nothing makes no step. `what` says what it did, as in "undo: bin 3 entries".
 */
export function takeStep<T>(writing: Writing, action: (step: Step) => T, what: (result: T) => string): T {
  const { connection } = writing
  return writing.transaction(() => {
    const { insertedId } = connection.run(
      "INSERT INTO step (what, made_at, records) VALUES ('', ?, 0)",
      new Date().toISOString(),
    )
    const step = recordingStep(writing, insertedId as StepId)
    const result = action(step)
    const records = countRecords(writing, step.id)
    if (records === 0) {
      connection.run('DELETE FROM step WHERE id = ?', step.id)
      return result
    }
    connection.run('UPDATE step SET what = ?, records = ? WHERE id = ?', what(result), records, step.id)
    forgetUndone(writing)
    forgetOldest(writing)
    return result
  })
}

/** Removes steps that have nothing left to take back. */
export function forgetEmptySteps({ connection }: Writing): void {
  connection.run(
    `DELETE FROM step WHERE NOT EXISTS (SELECT 1 FROM step_list WHERE step_id = step.id)
       AND NOT EXISTS (SELECT 1 FROM step_entry WHERE step_id = step.id)`,
  )
}

function recordingStep(writing: Writing, id: StepId): Step {
  const { connection } = writing
  const touched = (field: EntryField) =>
    connection
      .all<{ id: number }>('SELECT entry_id AS id FROM step_entry WHERE step_id = ? AND field = ?', id, field)
      .map(row => row.id)
  return {
    id,
    listAppears(list) {
      connection.run(
        `INSERT INTO step_list (step_id, list_id, name, kind, binned_at, undone)
         SELECT ?, id, name, kind, binned_at, 1 FROM list WHERE id = ?`,
        id,
        list,
      )
      writing.tell({ kind: 'lists' })
    },
    listChanges(list) {
      connection.run(
        `INSERT INTO step_list (step_id, list_id, name, kind, binned_at, undone)
         SELECT ?, id, name, kind, binned_at, undone FROM list WHERE id = ?`,
        id,
        list,
      )
      writing.tell({ kind: 'lists' })
    },
    setField(field, value, condition) {
      connection.run(
        `INSERT INTO step_entry (step_id, field, entry_id, other)
         SELECT ?, ?, id, ${valueInPlace(field)} FROM entry
         WHERE (${condition.sql}) AND ${valueInPlace(field)} IS NOT (${value.sql})`,
        id,
        field,
        ...condition.values,
        ...value.values,
      )
      connection.run(
        `UPDATE entry SET ${assignment(field, value.sql)}
         WHERE id IN (SELECT entry_id FROM step_entry WHERE step_id = ? AND field = ?)`,
        ...value.values,
        id,
        field,
      )
      writing.tell({ kind: 'entries', ranges: rangesOf(touched(field)) })
    },
    entriesAppear(condition) {
      connection.run(
        `INSERT INTO step_entry (step_id, field, entry_id, other)
         SELECT ?, 'undone', id, 1 FROM entry WHERE ${condition.sql}`,
        id,
        ...condition.values,
      )
    },
    entryCount: () => countEntries(writing, id),
  }
}

function countEntries({ connection }: Writing, step: StepId): number {
  return connection.get<{ n: number }>(
    'SELECT count(DISTINCT entry_id) AS n FROM step_entry WHERE step_id = ?',
    step,
  )!.n
}

function countRecords({ connection }: Writing, step: StepId): number {
  return connection.get<{ n: number }>(
    `SELECT (SELECT count(*) FROM step_list WHERE step_id = ?)
       + (SELECT count(*) FROM step_entry WHERE step_id = ?) AS n`,
    step,
    step,
  )!.n
}

/** What was undone cannot come back: its additions go for good, whole lists of them in pieces later on. */
function forgetUndone(writing: Writing): void {
  const { connection } = writing
  const { changes } = connection.run('DELETE FROM step WHERE undone = 1')
  if (changes === 0) return
  connection.run('UPDATE list SET name = NULL WHERE undone = 1')
  connection.run('DELETE FROM entry WHERE undone = 1')
}

function forgetOldest({ connection }: Writing): void {
  connection.run(
    `DELETE FROM step WHERE id <> (SELECT max(id) FROM step) AND id IN (
       SELECT id FROM (
         SELECT id, row_number() OVER newest AS place, sum(records) OVER newest AS records FROM step
         WINDOW newest AS (ORDER BY id DESC)
       ) WHERE place > ${stepsKept} OR records > ${recordsKept})`,
  )
}

function selectState({ connection }: Writing): HistoryState {
  const one = (sql: string) => connection.get<HistoryStep>(sql) ?? null
  return {
    undo: one('SELECT id AS step, what FROM step WHERE undone = 0 ORDER BY id DESC LIMIT 1'),
    redo: one('SELECT id AS step, what FROM step WHERE undone = 1 ORDER BY id LIMIT 1'),
  }
}

function chosenStep(next: HistoryStep | null, asked: StepId | null, participle: string): StepId {
  if (next === null) {
    throw new AnomaliteError('library/nothing-to-undo', `There is nothing that could be ${participle}.`)
  }
  if (asked === null || asked === next.step) return next.step
  const message = `Something else was changed since (“${next.what}”): only the latest change can be ${participle}.`
  throw new AnomaliteError('library/step-passed', message, { step: asked, next: next.step })
}

/** Exchanges the values that a step keeps with those in place: this undoes it, and redoes it the next time. */
function swap(writing: Writing, step: StepId): void {
  const { connection } = writing
  writing.transaction(() => {
    swapLists(writing, step)
    for (const field of entryFields) swapField(writing, step, field)
    connection.run('UPDATE step SET undone = 1 - undone WHERE id = ?', step)
    const entries = connection.all<{ id: number }>(
      'SELECT DISTINCT entry_id AS id FROM step_entry WHERE step_id = ? ORDER BY entry_id',
      step,
    )
    writing.tell({ kind: 'lists' })
    writing.tell({ kind: 'entries', ranges: rangesOf(entries.map(({ id }) => id)) })
  })
}

function swapLists({ connection }: Writing, step: StepId): void {
  interface ListRow {
    readonly id: number
    readonly name: string
    readonly kind: string
    readonly binnedAt: string | null
    readonly undone: number
  }
  const others = connection.all<ListRow>(
    'SELECT list_id AS id, name, kind, binned_at AS binnedAt, undone FROM step_list WHERE step_id = ?',
    step,
  )
  for (const other of others) {
    connection.run(
      `UPDATE step_list SET (name, kind, binned_at, undone) =
         (SELECT name, kind, binned_at, undone FROM list WHERE id = list_id)
       WHERE step_id = ? AND list_id = ?`,
      step,
      other.id,
    )
    connection.run(
      'UPDATE list SET name = ?, kind = ?, binned_at = ?, undone = ? WHERE id = ?',
      other.name,
      other.kind,
      other.binnedAt,
      other.undone,
      other.id,
    )
  }
}

function swapField({ connection }: Writing, step: StepId, field: EntryField): void {
  const ofStep = 'step_id = ? AND field = ?'
  connection.execute('CREATE TEMP TABLE IF NOT EXISTS swapped (id INTEGER PRIMARY KEY, value ANY)')
  connection.run(
    `INSERT INTO swapped SELECT entry.id, ${valueInPlace(field)} FROM step_entry JOIN entry ON entry.id = entry_id
     WHERE ${ofStep}`,
    step,
    field,
  )
  connection.run(
    `UPDATE entry SET ${assignment(field, 'step_entry.other')} FROM step_entry
     WHERE step_entry.step_id = ? AND step_entry.field = ? AND entry.id = step_entry.entry_id`,
    step,
    field,
  )
  connection.run(
    `UPDATE step_entry SET other = (SELECT value FROM swapped WHERE id = entry_id) WHERE ${ofStep}`,
    step,
    field,
  )
  connection.run('DELETE FROM swapped')
}
