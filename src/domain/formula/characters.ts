/** Stands for every character without width, and for each one of `<sub>`; the reader passes over it. */
export const NO_WIDTH = '\u200b'

/** What a subscript, dash, dot or space typed in another way stands for; one UTF-16 unit each way. */
const PLAIN: ReadonlyMap<string, string> = new Map([
  ...Array.from('₀₁₂₃₄₅₆₇₈₉₊₋₍₎ₓₙₘ').map((c, i) => [c, '0123456789+-()xnm'[i]!] as const),
  ...Array.from('‐‑‒–—−⁃').map(c => [c, '-'] as const),
  ...Array.from('•∙⋅・･*●‧').map(c => [c, '·'] as const),
  ...Array.from('\t\n\r\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000').map(c => [c, ' '] as const),
  ...Array.from('\u200b\u200c\u200d\u2060\ufeff\u00ad').map(c => [c, NO_WIDTH] as const),
])

const PRINTABLE_ASCII_WITHOUT_MARKUP = /^[ -)+-;=?-~]*$/

/**
 * The text with subscripts, dashes, dots and spaces in one spelling each. Every UTF-16 unit keeps its place,
 * so that a position in the result is a position in the text as given.
 */
export function plainCharacters(text: string): string {
  if (PRINTABLE_ASCII_WITHOUT_MARKUP.test(text)) return text
  let plain = ''
  for (let i = 0; i < text.length; i++) plain += PLAIN.get(text[i]!) ?? text[i]!
  return plain.replace(/<\/?sub>|<\/sup>/gi, tag => NO_WIDTH.repeat(tag.length)).replace(/<sup>/gi, '^^^^^')
}

/** Digits raised above the line; a raised number is an amount, a raised number with a sign a charge. */
export const SUPERSCRIPT_DIGITS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** Values of the single characters that are fractions. */
export const VULGAR_FRACTIONS: ReadonlyMap<string, number> = new Map([
  ['½', 1 / 2],
  ['⅓', 1 / 3],
  ['⅔', 2 / 3],
  ['¼', 1 / 4],
  ['¾', 3 / 4],
  ['⅕', 1 / 5],
  ['⅖', 2 / 5],
  ['⅗', 3 / 5],
  ['⅘', 4 / 5],
  ['⅙', 1 / 6],
  ['⅚', 5 / 6],
  ['⅛', 1 / 8],
  ['⅜', 3 / 8],
  ['⅝', 5 / 8],
  ['⅞', 7 / 8],
])

/** Characters drawn as an empty site. */
export const VACANCY_SIGNS = '□▢☐◻◽⬜'

const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
  (
    [
      ['АВСЕНІЈКМОРЅТУХаеіорсух', 'ABCEHIJKMOPSTYXaeiopcyx'],
      ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ABEZHIKMNOPTYX'],
    ] as const
  ).flatMap(([foreign, latin]) => Array.from(foreign).map((c, i) => [c, latin[i]!] as const)),
)

/** The Latin letter that a Cyrillic or Greek one looks like, or undefined. */
export function latinLookAlike(character: string): string | undefined {
  return LOOK_ALIKES.get(character)
}

/** Whether a character is a full-width form of a printable ASCII one, as East Asian keyboards give. */
export function isFullWidth(character: string): boolean {
  return character >= '\uff01' && character <= '\uff5e'
}

/** The ASCII character that a full-width one stands for. */
export function halfWidth(character: string): string {
  return String.fromCharCode(character.charCodeAt(0) - 0xfee0)
}

/** Whether a character is a lower-case Latin or Greek letter: those can name a variable. */
export function isVariableLetter(character: string): boolean {
  return (character >= 'a' && character <= 'z') || (character >= 'α' && character <= 'ω')
}

/** Whether a letter right after a symbol or number is a variable: a usual one, a Greek one, or one given a value. */
export function namesVariable(character: string, variables: Readonly<Record<string, number>>): boolean {
  return (
    isVariableLetter(character) &&
    (character > 'z' || 'xyzuvwnm'.includes(character) || Object.hasOwn(variables, character))
  )
}
