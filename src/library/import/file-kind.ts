import { AnomaliteError } from '../../domain/error.ts'

const legacyOffice = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
const zip = Buffer.from([0x50, 0x4b, 0x03, 0x04])
const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le')

const otherKinds: readonly (readonly [name: string, magic: Buffer])[] = [
  ['a PNG picture', Buffer.from([0x89, 0x50, 0x4e, 0x47])],
  ['a JPEG picture', Buffer.from([0xff, 0xd8, 0xff])],
  ['a PDF document', Buffer.from('%PDF-')],
  ['a gzip archive', Buffer.from([0x1f, 0x8b, 0x08])],
  ['an SQLite database', Buffer.from('SQLite format 3\0')],
]

/**
 * Whether bytes are an XLSX workbook or text, judged by their content. Throws `import/password-protected`,
 * `import/legacy-xls`, `import/binary` and `import/empty`, each with what to do.
 */
export function fileKind(bytes: Buffer): 'xlsx' | 'text' {
  if (bytes.length === 0)
    throw new AnomaliteError('import/empty', 'The list is empty: it holds no bytes at all.')
  if (startsWith(bytes, zip)) return 'xlsx'
  if (startsWith(bytes, legacyOffice)) throw legacyOfficeError(bytes)
  const other = otherKinds.find(([, magic]) => startsWith(bytes, magic))
  if (other === undefined) return 'text'
  const message = `The file is ${other[0]}, not a list of formulas. Give a text, CSV, TSV, XLSX or JSON file.`
  throw new AnomaliteError('import/binary', message, { kind: other[0] })
}

function startsWith(bytes: Buffer, magic: Buffer): boolean {
  return bytes.subarray(0, magic.length).equals(magic)
}

/** Excel keeps a password-protected workbook inside the container of the old format. */
function legacyOfficeError(bytes: Buffer): AnomaliteError {
  if (bytes.includes(encryptedPackage)) {
    const message =
      'The workbook is protected by a password. Open it, take the password off, and save it again.'
    return new AnomaliteError('import/password-protected', message)
  }
  const message =
    'The file is in the old Excel format (.xls). Open it in a spreadsheet program and save it as .xlsx or CSV.'
  return new AnomaliteError('import/legacy-xls', message)
}
