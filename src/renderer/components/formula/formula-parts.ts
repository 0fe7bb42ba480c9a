import type { Composition } from '../../../domain/composition.ts'
import { formatAmount } from '../../../domain/formula/index.ts'

/** A stretch of a formula that stands on the line or below it. */
export interface FormulaPart {
  readonly text: string
  readonly level: 'line' | 'subscript'
}

const SMALL_DIGITS = '₀₁₂₃₄₅₆₇₈₉'

/**
 * A composition as it is set: amounts below the line, an amount of 1 left out.
 */
export function compositionParts(composition: Composition): FormulaPart[] {
  return composition.flatMap(({ symbol, amount }): FormulaPart[] => {
    const written = formatAmount(amount)
    const line = { text: symbol, level: 'line' } as const
    return written === '1' ? [line] : [line, { text: written, level: 'subscript' }]
  })
}

/**
 * A formula as someone wrote it, set with real subscripts: numbers after a letter or a closing bracket go
 * below the line, those that multiply what follows (5 in ·5H2O) stay on it. Reads any text; what is no
 * formula comes back as it is.
 */
export function textParts(text: string): FormulaPart[] {
  const plain = text.replace(/[₀-₉]/g, digit => String(SMALL_DIGITS.indexOf(digit)))
  const parts: FormulaPart[] = []
  let end = 0
  for (const match of plain.matchAll(/(?<=[A-Za-z)\]}])\d+(?:[.,/]\d+)?/g)) {
    if (match.index > end) parts.push({ text: plain.slice(end, match.index), level: 'line' })
    parts.push({ text: match[0], level: 'subscript' })
    end = match.index + match[0].length
  }
  if (end < plain.length) parts.push({ text: plain.slice(end), level: 'line' })
  return parts
}
