import { attribute, readXml } from './xml.ts'

const builtInDates = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
] as const
const dayMilliseconds = 86_400_000

/** For each cell style of a workbook, whether it shows its number as a date or a time. */
export function readDateStyles(content: Buffer): boolean[] {
  const dateFormats = new Set<number>()
  const styles: boolean[] = []
  let inCellFormats = false
  for (const piece of readXml(content)) {
    if (piece.kind === 'text') continue
    if (piece.name === 'cellXfs') inCellFormats = piece.kind === 'open'
    if (piece.kind !== 'open') continue
    const format = Number(attribute(piece.attributes, 'numFmtId') ?? 0)
    if (piece.name === 'numFmt' && isDateCode(attribute(piece.attributes, 'formatCode') ?? '')) {
      dateFormats.add(format)
    }
    if (piece.name === 'xf' && inCellFormats) {
      const isBuiltIn = builtInDates.some(([first, last]) => format >= first && format <= last)
      styles.push(isBuiltIn || dateFormats.has(format))
    }
  }
  return styles
}

/** Letters of dates outside of quoted text, escapes, colours and conditions. */
function isDateCode(code: string): boolean {
  const bare = code.replaceAll(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|General/gi, '')
  return /[ymdhs]/i.test(bare)
}

/** A spreadsheet's day number as an ISO date, with the time when it is not midnight. */
export function isoDate(serial: number, firstDay: 1900 | 1904): string {
  // The 1900 system counts a 29 February 1900 that never was.
  const offset = firstDay === 1904 ? 24107 : serial < 60 ? 25568 : 25569
  const date = new Date(Math.round((serial - offset) * dayMilliseconds))
  if (Number.isNaN(date.getTime())) return String(serial)
  const iso = date.toISOString()
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ')
}
