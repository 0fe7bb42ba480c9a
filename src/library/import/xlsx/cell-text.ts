import { AnomaliteError } from '../../../domain/error.ts'
import { readXml, type XmlPiece } from './xml.ts'

const longestCell = 32_768

/**
 * Gathers the text of a cell or shared string from the pieces inside it: its `t` elements in order, without
 * phonetic readings (`rPh`), with `_xHHHH_` escapes undone (ECMA-376 part 1, 22.9.2.19).
 */
export function textGatherer(): { take(piece: XmlPiece): void; text(place: string): string } {
  let text = ''
  let inText = false
  let inPhonetic = false
  return {
    take: piece => {
      if (piece.kind === 'text') {
        if (inText && !inPhonetic) text += piece.text
      } else if (piece.name === 't') {
        inText = piece.kind === 'open' && !piece.isEmpty
      } else if (piece.name === 'rPh') {
        inPhonetic = piece.kind === 'open' && !piece.isEmpty
      }
    },
    text: place => {
      refuseLong(text, place)
      return unescapeControls(text)
    },
  }
}

/** Throws `import/cell-too-long` for text longer than a spreadsheet cell can hold. */
export function refuseLong(text: string, place: string): void {
  if (text.length <= longestCell) return
  const message = `${place} holds ${text.length} characters; the limit is ${longestCell}. Shorten it.`
  throw new AnomaliteError('import/cell-too-long', message, { place, characters: text.length })
}

/** The strings that cells refer to by number. */
export function readSharedStrings(content: Buffer): string[] {
  const strings: string[] = []
  let gatherer = textGatherer()
  for (const piece of readXml(content)) {
    if (piece.kind === 'open' && piece.name === 'si') {
      gatherer = textGatherer()
      if (piece.isEmpty) strings.push('')
    } else if (piece.kind === 'close' && piece.name === 'si') {
      strings.push(gatherer.text(`Shared string ${strings.length + 1}`))
    } else {
      gatherer.take(piece)
    }
  }
  return strings
}

function unescapeControls(text: string): string {
  if (!text.includes('_x')) return text
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
}
