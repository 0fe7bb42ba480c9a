import { AnomaliteError } from '../domain/error.ts'
import type { FormulaError } from '../domain/formula/index.ts'

/** Prints a JSON document on standard output, the only thing there. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}

export function printLine(text = ''): void {
  process.stdout.write(`${harmless(text)}\n`)
}

/** A remark for the person at the terminal, on standard error. */
export function remark(text: string): void {
  process.stderr.write(`${harmless(text)}\n`)
}

const LONGEST_TEXT = 60

/** Remarks on lines of a list, in their order: which, what it says, and what is the matter with it. */
export function remarkLines(
  lines: readonly { readonly line: number; readonly text: string; readonly message: string }[],
): void {
  for (const { line, text, message } of lines.toSorted((a, b) => a.line - b.line)) {
    const plain = text.replaceAll(/\s+/g, ' ').trim()
    const shown = plain.length > LONGEST_TEXT ? `${plain.slice(0, LONGEST_TEXT)}…` : plain
    remark(`line ${line}: ${shown === '' ? '' : `${shown}: `}${message}`)
  }
}

/** Text from a list or a name may hold characters that command a terminal: these are shown, not sent. */
function harmless(text: string): string {
  return text.replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, character =>
    character === '\n' ? character : `\\u{${character.codePointAt(0)!.toString(16)}}`,
  )
}

export interface Column {
  readonly heading: string
  readonly align: 'left' | 'right'
}

/** Prints rows under headings, columns two spaces apart; a cell is one line. */
export function printTable(columns: readonly Column[], cells: readonly (readonly string[])[]): void {
  const rows = cells.map(row => row.map(cell => harmless(cell.replaceAll(/\s+/g, ' '))))
  const widths = columns.map(({ heading }, i) => Math.max(width(heading), ...rows.map(row => width(row[i]!))))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => {
        const gap = ' '.repeat(widths[i]! - width(cell))
        return columns[i]!.align === 'right' ? gap + cell : cell + gap
      })
      .join('  ')
      .trimEnd()
  printLine(line(columns.map(({ heading }) => heading)))
  for (const row of rows) printLine(line(row))
}

/** Columns a text takes on a terminal: East Asian wide characters take two, combining marks none. */
function width(text: string): number {
  let columns = 0
  for (const character of text) {
    if (/\p{M}/u.test(character)) continue
    columns += /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\uff01-\uff60]/u.test(
      character,
    )
      ? 2
      : 1
  }
  return columns
}

/** A line on standard error that is rewritten in place on a terminal, and left out where output goes to a file. */
export class ProgressLine {
  private shown = false

  show(text: string): void {
    if (!process.stderr.isTTY) return
    process.stderr.write(`\r\x1b[2K${text}`)
    this.shown = true
  }

  /** Clears the line for what follows. */
  clear(): void {
    if (this.shown) process.stderr.write('\r\x1b[2K')
    this.shown = false
  }
}

/** Seconds as people say them: `42 s`, `3 min 5 s`, `1 h 20 min`. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`
}

/** An error in its place in a JSON array of results; `position` counts from 0, null where there is none. */
export function errorInPlace(formula: string, error: AnomaliteError) {
  const { code, message } = error
  const { position = null, suggestion = null } = error.details as Partial<FormulaError>
  return { formula, error: { code, message, position, suggestion } }
}

/** What is wrong, and what was probably meant where that is known. */
export function faultText({ message, suggestion }: { message: string; suggestion?: string | null }): string {
  return suggestion ? `${message} Did you mean ${suggestion}?` : message
}

/** The typed error among what can be thrown; anything else is a defect and goes on. */
export function typedError(error: unknown): AnomaliteError {
  if (error instanceof AnomaliteError) return error
  throw error
}

/** RMSE at the one precision it has everywhere. */
export function rmseText(rmse: number): string {
  return rmse.toFixed(4)
}

/** Share of held-out positives with a larger RMSE, in per cent. */
export function percentileText(percentile: number): string {
  return `${percentile.toFixed(1)} %`
}
