import { AnomaliteError } from '../../../domain/error.ts'
import { type Archive, openArchive } from '../../../durable/index.ts'

/**
 * Opens the ZIP archive that a workbook is. Refuses before anything is inflated: `import/archive-too-large`
 * over 20 MB, 200 parts or 100 MB as declared; a part that grows beyond what it declared is stopped there.
 * Throws `import/broken-workbook` for a truncated or damaged archive, `import/password-protected`.
 */
export function openWorkbookArchive(bytes: Buffer): Archive {
  return openArchive(bytes, {
    fileBytes: 20_000_000,
    inflatedBytes: 100_000_000,
    parts: 200,
    tooLarge,
    locked,
    broken,
  })
}

function tooLarge(found: string, limit: string): AnomaliteError {
  const message = `The workbook holds ${found}; the limit is ${limit}. Save the sheet with the formulas as CSV and give that.`
  return new AnomaliteError('import/archive-too-large', message, { found, limit })
}

function locked(): AnomaliteError {
  const message = 'The workbook is encrypted. Open it, take the password off, and save it again.'
  return new AnomaliteError('import/password-protected', message)
}

/** The error of a workbook whose file is not as it should be. */
export function broken(reason: string, cause?: unknown): AnomaliteError {
  const message = `The file is not a readable XLSX workbook: ${reason}. Open it in a spreadsheet program and save it again, or save it as CSV.`
  return new AnomaliteError('import/broken-workbook', message, { reason }, { cause })
}
