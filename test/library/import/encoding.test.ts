import { describe, expect, test } from 'vitest'
import { decode, detectEncoding, type TextEncoding } from '../../../src/library/import/encoding.ts'

const table = 'formula,note\nBaTiO3,x\nSrTiO3,y\nCaTiO3,z\n'
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16()

// 化学式 = 89 BB 8A 77 8E AE; メモ = 83 81 83 82 in Shift-JIS (JIS X 0208).
const shiftJis = Buffer.concat([
  Buffer.from([0x89, 0xbb, 0x8a, 0x77, 0x8e, 0xae, 0x2c, 0x83, 0x81, 0x83, 0x82]),
  Buffer.from('\nBaTiO3,x\n'),
])

describe('the encoding is found', () => {
  test.each<[what: string, bytes: Buffer, encoding: TextEncoding, text: string]>([
    ['plain ASCII', Buffer.from(table), 'utf-8', table],
    ['UTF-8', Buffer.from('CuSO₄·5H₂O'), 'utf-8', 'CuSO₄·5H₂O'],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${table}`), 'utf-8', table],
    ['UTF-16 LE with a mark', Buffer.from(`\ufeff${table}`, 'utf16le'), 'utf-16le', table],
    ['UTF-16 BE with a mark', utf16be(`\ufeff${table}`), 'utf-16be', table],
    ['UTF-16 LE without', Buffer.from(table, 'utf16le'), 'utf-16le', table],
    ['UTF-16 BE without', utf16be(table), 'utf-16be', table],
    ['Shift-JIS', shiftJis, 'shift_jis', '化学式,メモ\nBaTiO3,x\n'],
    ['windows-1252: CuSO4·5H2O', Buffer.from('CuSO4\xb75H2O\n', 'latin1'), 'windows-1252', 'CuSO4·5H2O\n'],
    [
      'windows-1252: accents',
      Buffer.from('été élève naïve größe', 'latin1'),
      'windows-1252',
      'été élève naïve größe',
    ],
    [
      'windows-1252: quotes and dashes',
      Buffer.from([0x93, 0x78, 0x94, 0x20, 0x96, 0x20, 0x80]),
      'windows-1252',
      '“x” – €',
    ],
  ])('%s', (_, bytes, encoding, text) => {
    expect(detectEncoding(bytes)).toBe(encoding)
    expect([...decode(bytes, encoding)].join('')).toBe(text)
  })

  test('Shift-JIS only where all of the text is', () => {
    // 0xA0 begins no character of Shift-JIS; in windows-1252 it is a space.
    const bytes = Buffer.concat([shiftJis, Buffer.from('NaCl\n'.repeat(300_000)), Buffer.from([0xa0, 0x0a])])
    expect(detectEncoding(bytes)).toBe('windows-1252')
  })

  test('also where it shows only far into the list', () => {
    const bytes = Buffer.concat([Buffer.from('NaCl\n'.repeat(50_000)), Buffer.from('Li\xe9\n', 'latin1')])
    expect(detectEncoding(bytes)).toBe('windows-1252')
  })
})

test('characters that straddle two pieces stay whole', () => {
  const text = 'BaTiO₃ '.repeat(20_000)
  expect([...decode(Buffer.from(text), 'utf-8')].join('')).toBe(text)
})

test('zero bytes that UTF-16 does not explain are binary data', () => {
  const bytes = Buffer.from(Array.from({ length: 400 }, (_, i) => (i % 3 === 0 ? 0 : i % 251)))
  expect(() => detectEncoding(bytes)).toThrow(expect.objectContaining({ code: 'import/binary' }))
})

test('an encoding that was chosen and does not fit is an error, not a guess', () => {
  expect(() => [...decode(shiftJis, 'utf-8')]).toThrow(
    expect.objectContaining({ code: 'import/wrong-encoding', details: { encoding: 'utf-8', byte: 0 } }),
  )
})
