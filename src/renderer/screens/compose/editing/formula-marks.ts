import { elementBySymbol } from '../../../../domain/elements/index.ts'

/** A stretch of the text in the formula field. */
export interface Mark {
  readonly text: string
  readonly level: 'line' | 'subscript'
  readonly isFaulty: boolean
}

/** The part of a text that cannot be read: `length` 0 where something is missing. */
export interface Fault {
  readonly position: number
  readonly length: number
}

/** What can follow a symbol or a closing bracket as its amount: digits, decimals, fractions, letters, sums. */
const AMOUNT = /(?:[\d₀-₉]|[.,/](?=\d)|[uvwxyzδ](?![a-z])|[-+−](?=[\duvwxyzδ]))+/y

/**
 * The text of a formula as it is set while it is being typed: amounts below the line, the fault marked. The marks
 * together are the text, character by character, so that places in one are places in the other.
 */
export function formulaMarks(text: string, fault: Fault | null): readonly Mark[] {
  const levels = levelsOf(text)
  const marks: Mark[] = []
  let start = 0
  for (let i = 1; i <= text.length; i++) {
    const isSame =
      i < text.length && levels[i] === levels[start] && isWithin(i, fault) === isWithin(start, fault)
    if (isSame) continue
    marks.push({ text: text.slice(start, i), level: levels[start]!, isFaulty: isWithin(start, fault) })
    start = i
  }
  return marks
}

function isWithin(index: number, fault: Fault | null): boolean {
  return fault !== null && index >= fault.position && index < fault.position + fault.length
}

function levelsOf(text: string): Mark['level'][] {
  const levels = new Array<Mark['level']>(text.length).fill('line')
  let i = 0
  while (i < text.length) {
    const end = endOfUnit(text, i)
    if (end === i) {
      i++
      continue
    }
    AMOUNT.lastIndex = end
    const amount = AMOUNT.exec(text)?.[0].length ?? 0
    levels.fill('subscript', end, end + amount)
    i = end + amount
  }
  return levels
}

/** End of the symbol or closing bracket at an index; the index itself where there is neither. */
function endOfUnit(text: string, index: number): number {
  const character = text[index]!
  if (')]}'.includes(character)) return index + 1
  if (elementBySymbol(text.slice(index, index + 2)) !== undefined) {
    return index + Math.min(2, text.length - index)
  }
  return /[A-Z]/.test(character) ? index + 1 : index
}
