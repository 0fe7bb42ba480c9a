import { isUtf8 } from 'node:buffer'
import { AnomaliteError } from '../../domain/error.ts'

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'shift_jis' | 'windows-1252'

const sampledBytes = 1 << 20
const decodedAtOnceBytes = 1 << 16

/**
 * The encoding of a text: by its byte order mark, else strict UTF-8, else UTF-16 by where the zero bytes lie,
 * else Shift-JIS when it holds kana or two common kanji in a row, else windows-1252.
 *
 * Throws `import/binary` for zero bytes that UTF-16 does not explain.
 */
export function detectEncoding(bytes: Buffer): TextEncoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf && isUtf8(bytes)) return 'utf-8'
  const sample = bytes.subarray(0, sampledBytes)
  if (sample.includes(0)) return detectUtf16(sample)
  if (isUtf8(bytes)) return 'utf-8'
  return isShiftJis(sample) && decodesAs(bytes, 'shift_jis') ? 'shift_jis' : 'windows-1252'
}

/** Formulas are mostly ASCII, whose other byte in UTF-16 is zero: even offsets for big endian, odd for little. */
function detectUtf16(sample: Buffer): TextEncoding {
  const zeros = [0, 0] as [number, number]
  for (let i = 0; i < sample.length; i++) if (sample[i] === 0) zeros[i % 2 === 0 ? 0 : 1]++
  const half = sample.length / 2
  if (zeros[1] > 0.4 * half && zeros[0] < 0.05 * half) return 'utf-16le'
  if (zeros[0] > 0.4 * half && zeros[1] < 0.05 * half) return 'utf-16be'
  const message = 'The file holds binary data, not text. Give a text, CSV, TSV, XLSX or JSON file.'
  throw new AnomaliteError('import/binary', message, { kind: 'binary data' })
}

/**
 * Almost any text of windows-1252 is also some sequence of Shift-JIS, so being valid is not enough. Lead
 * bytes 0x82 and 0x83 (kana) and 0x88–0x9F (common kanji) are punctuation in windows-1252, where it is rare
 * that one stands before a letter and rarer that two do in a row.
 */
function isShiftJis(sample: Buffer): boolean {
  let kana = 0
  let kanjiInARow = 0
  let longestKanji = 0
  for (let i = 0; i < sample.length; i++) {
    const lead = sample[i]!
    const isDouble = (lead >= 0x81 && lead <= 0x9f) || (lead >= 0xe0 && lead <= 0xfc)
    if (!isDouble) {
      if (lead === 0x80 || lead === 0xa0 || lead > 0xfc) return false
      kanjiInARow = 0
      continue
    }
    const trail = sample[++i]
    // The sample may end between the two bytes.
    if (trail === undefined) break
    if (trail < 0x40 || trail === 0x7f || trail > 0xfc) return false
    if ((lead === 0x82 && trail >= 0x9f) || (lead === 0x83 && trail <= 0x96)) kana++
    kanjiInARow = lead >= 0x88 && lead <= 0x9f ? kanjiInARow + 1 : 0
    longestKanji = Math.max(longestKanji, kanjiInARow)
  }
  return kana > 0 || longestKanji > 1
}

function decodesAs(bytes: Buffer, encoding: TextEncoding): boolean {
  try {
    for (const _piece of decode(bytes, encoding));
    return true
  } catch {
    return false
  }
}

/**
 * Text piece by piece, without its byte order mark. Throws `import/wrong-encoding` where the bytes are not in
 * that encoding.
 */
export function* decode(bytes: Buffer, encoding: TextEncoding): Iterable<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  for (let start = 0; start < bytes.length; start += decodedAtOnceBytes) {
    const end = start + decodedAtOnceBytes
    let text: string
    try {
      text = decoder.decode(bytes.subarray(start, end), { stream: end < bytes.length })
    } catch (cause) {
      const message = `The list is not in ${encoding}: bytes ${start} to ${Math.min(end, bytes.length)} do not fit. Choose another encoding.`
      throw new AnomaliteError('import/wrong-encoding', message, { encoding, byte: start }, { cause })
    }
    yield text
  }
}
