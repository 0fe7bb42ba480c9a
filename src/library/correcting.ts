import { AnomaliteError } from '../domain/error.ts'
import { storeCompound } from './compounds.ts'
import type { Connection } from './database/connection.ts'
import { inUse } from './entries.ts'
import { takeStep } from './history.ts'
import { readFormula } from './import/formula-rows.ts'
import type { CompoundId, EntryId, ListId, WritableLibrary } from './library.ts'
import { listWithId } from './lists.ts'
import { quoted } from './words.ts'
import type { Writing } from './writing.ts'

interface CorrectedRow {
  readonly id: EntryId
  readonly list: ListId
  readonly compound: CompoundId | null
  readonly line: number
}

/** The part of a library that reads a line anew, as a person has corrected it. */
export function correctingOf(writing: Writing): Pick<WritableLibrary, 'correctEntry'> {
  const { connection } = writing
  return {
    correctEntry: (id, text) => {
      const entry = entryInUse(connection, id)
      return takeStep(
        writing,
        step => {
          connection.execute(
            'CREATE TEMP TABLE IF NOT EXISTS corrected (id INTEGER PRIMARY KEY, reading TEXT); DELETE FROM corrected',
          )
          const outcome = readFormula(text)
          if ('code' in outcome) put(connection, id, [text, null, JSON.stringify(outcome), null])
          else {
            const { id: compound } = storeCompound(connection, outcome)
            put(connection, id, [text, compound, null, lineWith(connection, entry, compound)])
          }
          renameRepeated(connection, entry)
          step.setField(
            'reading',
            { sql: 'SELECT reading FROM corrected WHERE corrected.id = entry.id', values: [] },
            { sql: 'id IN (SELECT id FROM corrected)', values: [] },
          )
          return 'code' in outcome ? outcome : null
        },
        () => `correct line ${entry.line} of ${quoted(listWithId(connection, entry.list).name)}`,
      )
    },
  }
}

/** Text, compound, problem, and the line that it repeats. */
type Reading = readonly [string, CompoundId | null, string | null, number | null]

function put(connection: Connection, id: EntryId, reading: Reading): void {
  connection.run(
    'INSERT INTO corrected VALUES (?, json_array(?, cast(? AS INTEGER), ?, cast(? AS INTEGER)))',
    id,
    ...reading,
  )
}

function entryInUse(connection: Connection, id: EntryId): CorrectedRow {
  const entry = connection.get<CorrectedRow>(
    `SELECT entry.id, list_id AS list, compound_id AS compound, line FROM entry JOIN list ON list.id = list_id
     WHERE entry.id = ? AND entry.undone = 0 AND list.undone = 0 AND name IS NOT NULL`,
    id,
  )
  if (entry !== undefined) return entry
  throw new AnomaliteError('library/no-such-entry', 'This line is no longer in the library.', { entry: id })
}

/** The first other line of the list with a compound. */
function lineWith(connection: Connection, { id, list }: CorrectedRow, compound: CompoundId): number | null {
  const first = connection.get<{ line: number }>(
    `SELECT line FROM entry WHERE compound_id = ? AND list_id = ? AND ${inUse} AND id <> ? ORDER BY id LIMIT 1`,
    compound,
    list,
    id,
  )
  return first?.line ?? null
}

/** What repeated the line as it was repeats the first of its kind that is left, which itself repeats none. */
function renameRepeated(connection: Connection, { id, list, compound, line }: CorrectedRow): void {
  if (compound === null) return
  connection.run(
    `INSERT INTO corrected
     SELECT id, json_array(text, compound_id, problem, nullif(first_value(line) OVER (ORDER BY id), line)) FROM entry
     WHERE compound_id = ? AND list_id = ? AND undone = 0 AND duplicate_of_line = ? AND id <> ?`,
    compound,
    list,
    line,
    id,
  )
}
