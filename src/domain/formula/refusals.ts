import { elementBySymbol } from '../elements/index.ts'
import { halfWidth, isFullWidth, latinLookAlike, SUPERSCRIPT_DIGITS, VACANCY_SIGNS } from './characters.ts'
import { FormulaError } from './formula-error.ts'
import { respelled } from './respelling.ts'

/** Abbreviations that stand for a group of atoms, and those that stand for any of several elements. */
const GROUPS: Readonly<Record<string, string>> = { Me: 'CH3', Et: 'C2H5', Ph: 'C6H5', Bu: 'C4H9' }
const ANY_ELEMENT: Readonly<Record<string, string>> = {
  Ln: 'any lanthanide',
  RE: 'any rare earth',
  M: 'any metal',
  R: 'any group or rare earth',
  A: 'any element',
  X: 'any halogen or anion',
}

/** The fault of a capital letter at `position` that begins no element. */
export function symbolFault(text: string, position: number): FormulaError {
  const two = text.slice(position, position + 2)
  const one = two[0]!

  const vacancy = /^Vac?(?![a-z])/.exec(text.slice(position))
  if (vacancy !== null) return vacancyFault(text, position, vacancy[0].length)

  const letterO = /^[A-Z]o\./.test(text.slice(position)) ? letterOFault(text, position + 1) : null
  if (letterO !== null && elementBySymbol(one) !== undefined) return letterO
  if ((one === 'D' || one === 'T') && !/[a-z]/.test(two[1] ?? '')) {
    const name = one === 'D' ? 'deuterium' : 'tritium'
    return new FormulaError(
      'isotope',
      `${one} is ${name}, an isotope: compositions count elements, so write H.`,
      position,
      1,
      `${text.slice(0, position)}H${text.slice(position + 1)}`,
    )
  }
  const suggestion = respelled(text)
  const group = GROUPS[two]
  if (group !== undefined) {
    return new FormulaError(
      'placeholder',
      `${two} is an abbreviation, not an element: write the atoms, (${group}).`,
      position,
      2,
      `${text.slice(0, position)}(${group})${text.slice(position + 2)}`,
    )
  }
  const placeholder = ANY_ELEMENT[two] === undefined ? one : two
  const meaning = ANY_ELEMENT[placeholder]
  const isWholeWord = !/[a-z]/.test(text[position + placeholder.length] ?? '')
  if (meaning !== undefined && isWholeWord && suggestion === null) {
    return new FormulaError(
      'placeholder',
      `${placeholder} stands for ${meaning}; write the element that is meant.`,
      position,
      placeholder.length,
      null,
    )
  }
  const written = /^[A-Z][a-z]*/.exec(text.slice(position))![0]
  return new FormulaError(
    'unknown-element',
    `${written} is not an element.`,
    position,
    written.length,
    suggestion,
  )
}

/**
 * The fault of a charge that begins at `position`, or null when none does. After an amount the digit before
 * the sign may belong to the charge (Ca2+) or to the formula (NH4+); only the suggestion depends on it.
 */
export function chargeAt(
  text: string,
  position: number,
  after?: { readonly symbol: string; readonly amountFrom: number },
): FormulaError | null {
  const rest = text.slice(position)
  const match =
    /^\^+\{?[⁰¹²³⁴-⁹\d]*[-+⁺⁻]?\d*\}?/.exec(rest) ??
    /^[⁰¹²³⁴-⁹]*[⁺⁻]+/.exec(rest) ??
    (after === undefined ? /^\d*[-+]\d*(?=[\s)\]}A-Z[({]|$)/.exec(rest) : null) ??
    /^[-+]+(?=[\s)\]}A-Z[({]|$)/.exec(rest) ??
    (after === undefined ? null : /^[⁰¹²³⁴-⁹]+/.exec(rest))
  if (match === null) return null
  const joint = /^(?:[-+]|-\d+)$/.test(match[0]) && /[A-Z([{]/.test(text[position + match[0].length] ?? '')
  if (joint) {
    return new FormulaError(
      'ambiguous-dash',
      `“${match[0][0]}” before an element can join two compounds or be a charge: write · where it joins, or leave it out.`,
      position,
      1,
      `${text.slice(0, position)}·${text.slice(position + 1)}`,
    )
  }
  let from = position
  // The sign alone was left over: in SO42- and [Fe(CN)6]4- the last digit goes with it.
  if (after !== undefined && /^[-+]/.test(match[0])) {
    const amount = text.slice(after.amountFrom, position)
    if (
      /^\d$/.test(amount) &&
      (after.symbol === ']' || !text.slice(0, after.amountFrom).match(/[A-Z][a-z]?.*[A-Z]/))
    ) {
      from = after.amountFrom
    } else if (/^\d{2,}$/.test(amount)) from = position - 1
  }
  return chargeFault(text, from, position + match[0].length)
}

/** The fault of a charge written from `from` to `end`. */
export function chargeFault(text: string, from: number, end: number): FormulaError {
  return new FormulaError(
    'charge',
    `“${text.slice(from, end).trim()}” is a charge; a composition has none, so leave it out.`,
    from,
    end - from,
    (text.slice(0, from) + text.slice(end)).trim(),
  )
}

/** The fault of a character that no formula contains, or null. */
export function foreignCharacterAt(text: string, position: number): FormulaError | null {
  const c = text[position]!
  if (isFullWidth(c)) {
    const run = /^[\uff01-\uff5e]+/.exec(text.slice(position))![0]
    const plain = Array.from(text, each => (isFullWidth(each) ? halfWidth(each) : each)).join('')
    return new FormulaError(
      'full-width',
      `“${run}” is in full-width characters; write “${plain.slice(position, position + run.length)}”.`,
      position,
      run.length,
      plain,
    )
  }
  const latin = latinLookAlike(c)
  if (latin !== undefined) {
    return new FormulaError(
      'look-alike',
      `This ${c} is a Cyrillic or Greek letter that looks like the Latin ${latin}; type it anew.`,
      position,
      1,
      Array.from(text, each => latinLookAlike(each) ?? each).join(''),
    )
  }
  if (VACANCY_SIGNS.includes(c)) return vacancyFault(text, position, 1)
  if (c === ',' && /[\dA-Z]/.test(text[position + 1] ?? '')) return commaFault(text, position)
  if (SUPERSCRIPT_DIGITS.includes(c)) {
    const digits = /^[⁰¹²³⁴-⁹]+/.exec(text.slice(position))![0]
    return new FormulaError(
      'isotope',
      `“${digits}” marks an isotope; compositions count elements, so leave it out.`,
      position,
      digits.length,
      text.slice(0, position) + text.slice(position + digits.length),
    )
  }
  if (c === ':') {
    return new FormulaError(
      'dopant',
      'What follows the colon is a dopant without an amount: write how much of it replaces what.',
      position,
      text.length - position,
      null,
    )
  }
  if (c === '±') {
    const span = /^±[a-zα-ω]?/.exec(text.slice(position))![0]
    return new FormulaError(
      'variable-without-value',
      `“${span}” is an amount that is not told; leave it out.`,
      position,
      span.length,
      text.slice(0, position) + text.slice(position + span.length),
    )
  }
  const label = /^(?:[a-z]{1,5}|[α-ω]['′]?)-(?=[A-Z])/.exec(text.slice(position))
  if (label !== null && text.slice(0, position).trim() === '') {
    return new FormulaError(
      'phase-label',
      `“${label[0]}” names a phase, which a composition does not have: leave it out.`,
      position,
      label[0].length,
      text.slice(position + label[0].length),
    )
  }
  const letterO = letterOFault(text, position)
  if (letterO !== null) return letterO
  if (/[a-z]/.test(c)) {
    const word = /^[a-z]+/.exec(text.slice(position))![0]
    return new FormulaError(
      'unknown-element',
      `“${word}” is not an element; symbols begin with a capital letter.`,
      position,
      word.length,
      respelled(text),
    )
  }
  return null
}

/** The fault of a state of matter such as `(aq)` at `position`, or null. */
export function phaseLabelAt(text: string, position: number): FormulaError | null {
  const label = /^\((?:s|l|g|aq|cr|am)\)/.exec(text.slice(position, position + 4))?.[0]
  if (label === undefined) return null
  return new FormulaError(
    'phase-label',
    `“${label}” names a state of matter, which a composition does not have: leave it out.`,
    position,
    label.length,
    text.slice(0, position) + text.slice(position + label.length),
  )
}

/** The fault of an oxidation number such as the `(II)` of Fe(II)O at `position`, or null; it would read as iodine. */
export function oxidationNumberAt(text: string, position: number): FormulaError | null {
  const number = /^\((?:I{1,3}|IV|VI{0,3})\)(?!\d)/.exec(text.slice(position, position + 7))?.[0]
  if (number === undefined || !/[A-Za-z]/.test(text[position - 1] ?? '')) return null
  return new FormulaError(
    'charge',
    `“${number}” is an oxidation number, which a composition does not have: leave it out.`,
    position,
    number.length,
    text.slice(0, position) + text.slice(position + number.length),
  )
}

/** The fault of a character that is none of the others. */
export function meaningless(text: string, position: number): FormulaError {
  const character = String.fromCodePoint(text.codePointAt(position)!)
  return new FormulaError(
    'unexpected-character',
    `“${character}” has no meaning here.`,
    position,
    character.length,
    null,
  )
}

/** The fault of an `o` before a decimal point, or null. */
function letterOFault(text: string, position: number): FormulaError | null {
  if (!/^o\.\d/.test(text.slice(position, position + 3))) return null
  return new FormulaError(
    'letter-o-for-zero',
    'The letter o before the decimal point is probably a zero.',
    position,
    1,
    `${text.slice(0, position)}0${text.slice(position + 1)}`,
  )
}

function vacancyFault(text: string, position: number, length: number): FormulaError {
  const amount = /^[\d./]*/.exec(text.slice(position + length))![0].length
  return new FormulaError(
    'vacancy',
    'A vacancy is an empty site and holds no atoms: leave it out.',
    position,
    length,
    text.slice(0, position) + text.slice(position + length + amount),
  )
}

/** A comma at `position`: of a decimal or of a shared site. */
export function commaFault(text: string, position: number): FormulaError {
  if (/\d,\d/.test(text.slice(Math.max(0, position - 1), position + 2))) {
    return new FormulaError(
      'decimal-comma',
      'A comma stands between two digits: decimals take a dot.',
      position,
      1,
      text.replace(/(\d),(?=\d)/g, '$1.'),
    )
  }
  return new FormulaError(
    'shared-site',
    'A comma lists elements that share a site; write how much there is of each, such as (Mg0.9Fe0.1).',
    position,
    1,
    null,
  )
}
