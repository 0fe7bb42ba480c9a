import { AnomaliteError } from '../../domain/error.ts'
import { tagText } from '../tag-text.ts'
import { noNonText, type TableRow } from './table.ts'

/** A list in JSON as a table. */
export interface JsonTable {
  /** The keys of all entries as a header (line 0), then each entry under its number from 1; each call begins anew. */
  rows(): Iterable<TableRow>
}

/** An entry as it stands in the file. */
interface JsonEntry {
  /** Line of the file that it begins on. */
  readonly line: number
  readonly text: string
}

type Fields = Readonly<Record<string, unknown>>

/** The key of an entry that is a text alone. */
const FORMULA = 'formula'

/** Whether a text begins as a list in JSON does; formulas may begin with brackets as well. */
export function looksLikeJson(beginning: string): boolean {
  return /^\s*(?:\[\s*(?:\{\s*["}]|"|\]|$)|\{\s*")/.test(beginning)
}

/**
 * Reads a JSON array of objects, one for each entry, as exports write them, or of formulas. Texts stay as they are,
 * lists of texts become tags, and anything nested further its own JSON. The whole is looked through first. Throws
 * `import/bad-json`, which says what is wrong on which line and what to do.
 *
 * @param pieces the text, piece by piece, anew each time
 */
export function jsonTable(pieces: () => Iterable<string>): JsonTable {
  const keys = new Set<string>()
  for (const entry of jsonEntries(pieces())) for (const key of Object.keys(fieldsOf(entry))) keys.add(key)
  return {
    *rows() {
      // A list without entries has no header either.
      if (keys.size > 0) yield row(0, [...keys])
      let number = 0
      for (const entry of jsonEntries(pieces())) {
        const fields = fieldsOf(entry)
        yield row(
          ++number,
          Array.from(keys, key => (Object.hasOwn(fields, key) ? cellText(fields[key]) : '')),
        )
      }
    },
  }
}

function row(line: number, cells: readonly string[]): TableRow {
  return { line, cells, isComment: false, nonText: noNonText }
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (Array.isArray(value) && value.every(item => typeof item === 'string')) return tagText(value)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function fieldsOf({ line, text }: JsonEntry): Fields {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'string' ? { [FORMULA]: value } : (value as Fields)
  } catch (error) {
    throw badJson(line, `the entry that begins there cannot be read (${(error as Error).message})`)
  }
}

/** Cuts a text at the entries of its array, so that no list is held as a whole. */
function* jsonEntries(pieces: Iterable<string>): Iterable<JsonEntry> {
  let expected: 'array' | 'first' | 'entry' | 'comma' | 'end' = 'array'
  let line = 1
  let begun = ''
  let beginning = 0
  let depth = 0
  let isText = false
  let isEscaped = false
  for (const piece of pieces) {
    let from = 0
    for (let i = 0; i < piece.length; i++) {
      const character = piece[i]!
      if (character === '\n') line++
      if (depth > 0 || isText) {
        if (isText) {
          if (isEscaped) isEscaped = false
          else if (character === '\\') isEscaped = true
          else if (character === '"') isText = false
        } else if (character === '"') isText = true
        else if (character === '{' || character === '[') depth++
        else if (character === '}' || character === ']') depth--
        if (depth > 0 || isText) continue
        yield { line: beginning, text: begun + piece.slice(from, i + 1) }
        begun = ''
        expected = 'comma'
      } else if (/\s/.test(character)) continue
      else if (expected === 'array' && character === '[') expected = 'first'
      else if ((expected === 'first' || expected === 'entry') && (character === '{' || character === '"')) {
        from = i
        beginning = line
        if (character === '{') depth = 1
        else isText = true
      } else if ((expected === 'first' || expected === 'comma') && character === ']') expected = 'end'
      else if (expected === 'comma' && character === ',') expected = 'entry'
      else throw badJson(line, `“${character}” stands where ${EXPECTED[expected]} should`)
    }
    if (depth > 0 || isText) begun += piece.slice(from)
  }
  if (depth > 0 || isText)
    throw badJson(beginning, 'the entry that begins there has no end: the file is cut off')
  if (expected !== 'end') throw badJson(line, `the file ends where ${EXPECTED[expected]} should stand`)
}

const EXPECTED = {
  array: 'the list, an opening “[”,',
  first: 'an entry, { … }, or the end of the list, “]”,',
  entry: 'an entry, { … },',
  comma: 'a comma or the end of the list, “]”,',
  end: 'nothing more',
} as const

function badJson(line: number, what: string): AnomaliteError {
  const message =
    `Line ${line} of the JSON: ${what}. A list is an array with an object for each line, such as ` +
    '[{"formula": "NaCl", "id": "mp-22862", "note": "rock salt"}]. Export the list again, or correct the file there.'
  return new AnomaliteError('import/bad-json', message, { line })
}
