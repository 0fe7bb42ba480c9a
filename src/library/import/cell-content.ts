import { FormulaError, parseFormula } from '../../domain/formula/index.ts'

/** Whether a cell reads as a formula. */
export function parsesAsFormula(cell: string): boolean {
  try {
    parseFormula(cell)
    return true
  } catch (error) {
    if (error instanceof FormulaError) return false
    throw error
  }
}

/** Whether a cell at least has the look of a formula, a mistaken one included: no words, no prose. */
export function looksLikeFormula(cell: string): boolean {
  return /^[A-Z([{][^\s,;]*$/.test(cell) && /\d|[A-Z].*[A-Z]/.test(cell)
}

/** A number as people write it in tables, with a decimal comma too, or null. */
export function parseNumber(cell: string): number | null {
  const text = cell.trim().replace('−', '-')
  if (!/^[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?$/.test(text)) return null
  const value = Number(text.replace(',', '.'))
  return Number.isFinite(value) ? value : null
}
