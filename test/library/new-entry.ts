import { parseFormula } from '../../src/domain/formula/index.ts'
import type { EntryText, ReadEntry } from '../../src/library/index.ts'

/** A read entry of a list, with nothing but its formula unless told otherwise. */
export function newEntry(text: string, line: number, more: Partial<EntryText> = {}): ReadEntry {
  return {
    text,
    line,
    externalId: null,
    label: null,
    note: null,
    tags: [],
    energyAboveHullEvPerAtom: null,
    otherColumns: {},
    ...more,
    composition: parseFormula(text),
    duplicateOfLine: null,
  }
}
