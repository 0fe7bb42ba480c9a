import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseFormula } from '../../src/domain/formula/index.ts'
import { type CompoundId, openLibrary } from '../../src/library/index.ts'
import type { EntryOrder, EntryQuery } from '../../src/library/query/entry-query.ts'
import { openEntryReader } from '../../src/library/query/entry-reader.ts'

const entries = 1_000_000
const rowsOfPage = 100
const symbols =
  'Li Na K Mg Ca Sr Ba Sc Y La Ce Ti Zr V Nb Cr Mn Fe Co Ni Cu Zn Al Si Ge Sn O S Se F Cl P N'.split(' ')

/** Measures a library of a million entries; tells each figure in milliseconds. */
export async function measureLibrary(tell: (what: string, milliseconds: number) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'anomalite-bench-'))
  const timed = <T>(what: string, action: () => T): T => {
    const start = performance.now()
    const result = action()
    tell(what, performance.now() - start)
    return result
  }
  const library = await openLibrary(folder)
  try {
    timed('library: write 1,000,000 entries', () => {
      const draft = library.draftList()
      for (let first = 0; first < entries; first += 10_000) {
        draft.add(Array.from({ length: 10_000 }, (_, i) => entryOf(first + i)))
      }
      draft.publishAs('A million', 'generated')
    })
    const model = library.registerModel('/bench', 'bench', {}).id
    timed('library: save 100,000 scores', () =>
      library.saveScores(
        model,
        Array.from({ length: 100_000 }, (_, i) => ({
          compoundId: (i + 1) as CompoundId,
          rmse: ((i * 7919) % 100_003) / 1e6,
        })),
      ),
    )
    const reader = openEntryReader(folder)
    try {
      const everything: EntryQuery = {
        list: library.listNamed('A million').id,
        bin: 'without',
        text: '',
        elements: { only: [], atLeast: [], without: [] },
        labels: [],
        tags: [],
        reading: 'all',
        energyAboveHullEvPerAtom: { min: null, max: null },
        rmse: { min: null, max: null },
        model,
        comparedModel: null,
        sort: { by: 'added', direction: 'ascending' },
      }
      const page = (what: string, change: Partial<EntryQuery>, offset = 0) =>
        timed(`library: ${what}`, () => reader.page({ ...everything, ...change }, offset, rowsOfPage))
      page('read the columns, first page', {})
      const orders: EntryOrder[] = ['formula', 'elements', 'label', 'energyAboveHull', 'rmse']
      for (const by of orders) {
        page(`sort by ${by}`, { sort: { by, direction: 'ascending' } })
        page(`sort by ${by}, descending`, { sort: { by, direction: 'descending' } })
      }
      page('elements only', { elements: { only: ['Li', 'Fe', 'O', 'P', 'Mn'], atLeast: [], without: [] } })
      page('elements at least', { elements: { only: [], atLeast: ['Fe', 'O'], without: [] } })
      page('elements without', { elements: { only: [], atLeast: [], without: ['O'] } })
      page('part of the text', { text: 'fe2' })
      page('label', { labels: ['label 3'] })
      page('energy', { energyAboveHullEvPerAtom: { min: 0.02, max: 0.05 } })
      page('RMSE', { rmse: { min: null, max: 0.05 } })
      page('lines that could not be read', { reading: 'unread' })
      reader.page(everything, 0, rowsOfPage)
      page('page at a random offset', {}, 734_512)
    } finally {
      reader.close()
    }
  } finally {
    await library.close()
    await rm(folder, { recursive: true })
  }
}

function entryOf(n: number) {
  const element = (place: number) => symbols[Math.floor(n / symbols.length ** place) % symbols.length]!
  const text = `${element(0)}${1 + (n % 4)}${element(1)}${1 + (n % 3)}${element(2)}${element(3)}`
  return {
    text,
    composition: parseFormula(text),
    line: n + 1,
    duplicateOfLine: null,
    externalId: `id-${n}`,
    label: n % 3 === 0 ? `label ${n % 17}` : null,
    note: null,
    energyAboveHullEvPerAtom: n % 2 === 0 ? ((n * 31) % 1000) / 1000 : null,
    otherColumns: {},
  }
}
