import { parsesAsFormula } from './cell-content.ts'
import { formulaNameRank } from './column-names.ts'
import { type Delimiter, type Dialect, sampleDelimited } from './delimited.ts'

const candidates: readonly Delimiter[] = ['\t', ';', ',', '|']
const sampledRows = 100

/**
 * How a text is cut up, judged by its beginning (whole lines). A delimiter must give most lines the same number
 * of cells, two or more; among those that do, the one wins whose cells read best as formulas, so that a
 * decimal comma loses to the semicolon around it. A list of one formula a line has none.
 */
export function detectDialect(sample: string, fileName: string | undefined): Dialect {
  let best: Delimiter = 'none'
  let bestScore = 0
  for (const delimiter of candidates) {
    if (!sample.includes(delimiter)) continue
    const score = scoreDelimiter(sampleDelimited(sample, { delimiter, quotes: 'double' }, sampledRows))
    if (score > bestScore) {
      best = delimiter
      bestScore = score
    }
  }
  return dialectOf(best, fileName)
}

/** Quotation marks mean nothing in a plain list of formulas, unless the file says it is CSV or TSV. */
export function dialectOf(delimiter: Delimiter, fileName: string | undefined): Dialect {
  const isTable = delimiter !== 'none' || /\.(csv|tsv)$/i.test(fileName ?? '')
  return { delimiter, quotes: isTable ? 'double' : 'none' }
}

function scoreDelimiter(rows: readonly (readonly string[])[]): number {
  const widths = new Map<number, number>()
  for (const row of rows) widths.set(row.length, (widths.get(row.length) ?? 0) + 1)
  const [width, count] = [...widths].reduce((a, b) => (b[1] > a[1] ? b : a), [0, 0])
  if (width < 2 || count < 0.6 * rows.length) return 0
  let best = 0
  for (let column = 0; column < width; column++) {
    const cells = rows.map(row => row[column]?.trim() ?? '')
    const isNamed = cells.some(cell => formulaNameRank(cell) !== undefined)
    const parsed = cells.filter(cell => cell !== '' && parsesAsFormula(cell)).length
    best = Math.max(best, parsed + (isNamed ? 1 : 0))
  }
  return best === 0 ? 0 : (best / rows.length) * (count / rows.length)
}
