import type { LineProblem } from '../library.ts'
import type { NonTextKind } from './table.ts'

const months = 'jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec'

const patterns: readonly (readonly [kind: NonTextKind, pattern: RegExp])[] = [
  ['number', /^[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?$/],
  ['date', /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}([T ]\d{1,2}:\d{2}.*)?$/],
  ['date', /^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}$/],
  ['date', /^(\d{4}年)?\d{1,2}月(\d{1,2}日)?$/],
  ['date', new RegExp(`^(${months})[-/. ]?\\d{1,4}$`, 'i')],
  ['date', new RegExp(`^\\d{1,2}[-/. ](${months})([-/. ]\\d{2,4})?$`, 'i')],
  ['boolean', /^(true|false)$/i],
  ['error', /^#(NAME\?|VALUE!|REF!|DIV\/0!|N\/A|NUM!|NULL!|SPILL!)$/i],
]

const meanings: Readonly<Record<NonTextKind, string>> = {
  number: 'a number',
  date: 'a date',
  boolean: 'a truth value',
  error: 'a spreadsheet error',
}

/** What a spreadsheet may have made of a formula, judged by text that does not read as one; or null. */
export function damageKind(text: string): NonTextKind | null {
  return patterns.find(([, pattern]) => pattern.test(text))?.[0] ?? null
}

/** The problem of a formula cell that holds no text: nothing is guessed back from it. */
export function damageProblem(kind: NonTextKind, text: string): LineProblem {
  return {
    code: `import/spreadsheet-${kind}`,
    message:
      `“${text}” is ${meanings[kind]}, not a formula. Spreadsheet programs turn entries such as 1E5 and MAR1 into ` +
      'numbers and dates; format the column as text and enter the formula again.',
    position: null,
    suggestion: null,
  }
}
