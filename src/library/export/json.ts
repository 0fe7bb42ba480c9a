import type { ExportTable } from './table.ts'

/** A table as a JSON array with one object a row, keyed by heading; null for nothing. */
export async function* jsonPieces({ columns, rows }: ExportTable): AsyncGenerator<string> {
  let separator = '[\n'
  for await (const row of rows) {
    const object = Object.fromEntries(columns.map((name, index) => [name, row[index] ?? null]))
    yield `${separator}  ${JSON.stringify(object)}`
    separator = ',\n'
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n'
}
