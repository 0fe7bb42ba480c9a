import type { Composition } from '../composition.ts'
import { compareElectronegativity } from '../elements/index.ts'
import { tidyAmount } from './decimal.ts'

/** How a formula is written out: `Li2O`, `Li₂O`, or `Li<sub>2</sub>O`. */
export type FormulaStyle = 'plain' | 'unicode' | 'html'

/**
 * An amount as people write it: no exponent, no trailing zeros, at most 15 significant digits, so that
 * 0.30000000000000004 is 0.3; thirds and sixths to four decimals, which the reader takes as the fractions
 * they are. What parseFormula read, it reads again from this without loss.
 */
export function formatAmount(amount: number): string {
  if (Number.isInteger(amount)) return String(amount)
  const sixths = amount * 6
  if (Math.abs(sixths - Math.round(sixths)) < 1e-9 && !Number.isInteger(amount * 2)) return amount.toFixed(4)
  const text = String(tidyAmount(amount))
  return text.includes('e') ? tidyAmount(amount).toFixed(15).replace(/0+$/, '') : text
}

/** The formula in the composition's own order; an amount of 1 is left out. */
export function formatFormula(composition: Composition, style: FormulaStyle = 'plain'): string {
  let formula = ''
  for (const { symbol, amount } of composition) {
    const written = formatAmount(amount)
    formula += symbol
    if (written !== '1') formula += styledAmount(written, style)
  }
  return formula
}

function styledAmount(amount: string, style: FormulaStyle): string {
  if (style === 'html') return `<sub>${amount}</sub>`
  if (style === 'unicode') return amount.replace(/\d/g, digit => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]!)
  return amount
}

/** The composition from electropositive to electronegative elements: how it is shown when no order was given. */
export function electropositiveOrder(composition: Composition): Composition {
  return [...composition].sort((a, b) => compareElectronegativity(a.symbol, b.symbol))
}
