/** Formulas as a text file of one a line. */
export function formulaLines(formulas: readonly string[]): string {
  return formulas.map(formula => `${formula}\n`).join('')
}

/** The inverse of `formulaLines`. */
export function formulasOfLines(text: string): string[] {
  return text.split('\n').filter(line => line !== '')
}
