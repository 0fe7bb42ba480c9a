import { extname } from 'node:path'
import { AnomaliteError } from '../../domain/error.ts'
import { type FileContent, writeFileAtomically } from '../../durable/index.ts'
import { csvLines } from './csv.ts'
import { jsonPieces } from './json.ts'
import { type ExportTable, refuseRepeatedColumns } from './table.ts'
import { xlsxPieces } from './xlsx.ts'

/**
 * Writes a table as CSV, XLSX or JSON by the ending of the path; the file is there whole or not at all.
 *
 * Throws `export/unknown-ending`, `export/repeated-column`, `file/not-written`, and for worksheets
 * `export/too-many-rows` and `export/cell-too-long`.
 */
export async function exportTable(table: ExportTable, path: string): Promise<void> {
  refuseRepeatedColumns(table.columns)
  await writeFileAtomically(path, inFormatOf(path, table))
}

function inFormatOf(path: string, table: ExportTable): FileContent {
  switch (extname(path).toLowerCase()) {
    case '.csv':
      return csvLines(table)
    case '.json':
      return jsonPieces(table)
    case '.xlsx':
      return xlsxPieces(table)
    default: {
      const message = `${path} does not say what to write. End its name in .csv, .xlsx or .json.`
      throw new AnomaliteError('export/unknown-ending', message, { path })
    }
  }
}
