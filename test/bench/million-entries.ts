import { parseFormula } from '../../src/domain/formula/index.ts'
import type { ListId, WritableLibrary } from '../../src/library/index.ts'

const MILLION = 1_000_000
const AT_ONCE = 10_000
const SYMBOLS =
  'Li Na K Mg Ca Sr Ba Sc Y La Ce Ti Zr V Nb Cr Mn Fe Co Ni Cu Zn Al Si Ge Sn O S Se F Cl P N'.split(' ')

/** Writes a list of a million entries, with identifiers, labels and energies. */
export function writeMillion(library: WritableLibrary): ListId {
  const draft = library.draftList()
  for (let first = 0; first < MILLION; first += AT_ONCE) {
    draft.add(Array.from({ length: AT_ONCE }, (_, i) => entryOf(first + i)))
  }
  return draft.publishAs('A million', 'generated').id
}

export function entryOf(n: number) {
  const element = (place: number) => SYMBOLS[Math.floor(n / SYMBOLS.length ** place) % SYMBOLS.length]!
  const text = `${element(0)}${1 + (n % 4)}${element(1)}${1 + (n % 3)}${element(2)}${element(3)}`
  return {
    text,
    composition: parseFormula(text),
    line: n + 1,
    duplicateOfLine: null,
    externalId: `id-${n}`,
    label: n % 3 === 0 ? `label ${n % 17}` : null,
    note: null,
    tags: [],
    energyAboveHullEvPerAtom: n % 2 === 0 ? ((n * 31) % 1000) / 1000 : null,
    otherColumns: {},
  }
}
