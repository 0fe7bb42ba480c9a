import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { canonicalFormula, parseFormula } from '../../../src/domain/formula/index.ts'
import type { ListId, ModelId, NewEntry, WritableLibrary } from '../../../src/library/index.ts'
import { openLibrary } from '../../../src/library/index.ts'
import type { EntryQuery } from '../../../src/library/query/entry-query.ts'
import { openEntryReader } from '../../../src/library/query/entry-reader.ts'
import { emptyFolder } from '../data-folder.ts'
import { newEntry } from '../new-entry.ts'

const everything: EntryQuery = {
  list: null,
  text: '',
  elements: { only: [], atLeast: [], without: [] },
  labels: [],
  reading: 'all',
  energyAboveHullEvPerAtom: { min: null, max: null },
  rmse: { min: null, max: null },
  model: null,
  sort: { by: 'added', direction: 'ascending' },
}

async function openBoth() {
  const folder = await emptyFolder()
  const library = await openLibrary(folder)
  const reader = openEntryReader(folder)
  onTestFinished(async () => {
    reader.close()
    await library.close()
  })
  return { library, reader }
}

function scoreAll(library: WritableLibrary, errors: ReadonlyMap<string, number>): ModelId {
  const model = library.registerModel('/models/one', 'One', {}).id
  const compounds = new Map<string, number>()
  for (const list of library.lists()) {
    for (const { compound } of library.entries(list.id)) {
      if (compound !== null && errors.has(compound.formula)) compounds.set(compound.formula, compound.id)
    }
  }
  library.saveScores(
    model,
    [...compounds].map(([formula, id]) => ({ compoundId: id as never, rmse: errors.get(formula)! })),
  )
  return model
}

describe('a small library', () => {
  test('ranks compounds that stand in it twice as one, and the unscored not at all', async () => {
    const { library, reader } = await openBoth()
    library.createList('Oxides', 'literature', [
      newEntry('MgO', 1),
      newEntry('Mg2O2', 2),
      newEntry('UO2', 3),
      newEntry('CaO', 4),
    ])
    const model = scoreAll(
      library,
      new Map([
        ['MgO', 0.01],
        ['CaO', 0.02],
      ]),
    )
    const { rows, total } = reader.page(
      { ...everything, model, sort: { by: 'rmse', direction: 'ascending' } },
      0,
      10,
    )
    expect(total).toBe(4)
    expect(rows.map(({ text, rmse, rank }) => [text, rmse, rank])).toEqual([
      ['MgO', 0.01, 1],
      ['Mg2O2', 0.01, 1],
      ['CaO', 0.02, 2],
      ['UO2', null, null],
    ])
  })

  test.each([
    ['only', { only: ['Mg', 'O', 'U'], atLeast: [], without: [] }, ['MgO', 'UO2']],
    ['at least', { only: [], atLeast: ['O', 'Og'], without: [] }, ['OgO']],
    ['without', { only: [], atLeast: [], without: ['O'] }, ['NdNi', 'NeAr']],
    ['only and at least', { only: ['Nd', 'Ni', 'O'], atLeast: ['Nd'], without: [] }, ['NdNi']],
  ])('elements %s', async (_, elements, found) => {
    const { library, reader } = await openBoth()
    library.createList(
      'Pairs',
      'scratch',
      ['MgO', 'UO2', 'OgO', 'NdNi', 'NeAr'].map((text, i) => newEntry(text, i + 1)),
    )
    expect(reader.page({ ...everything, elements }, 0, 10).rows.map(row => row.text)).toEqual(found)
  })

  test('an element that there is not is refused', async () => {
    const { reader } = await openBoth()
    const elements = { only: ['Xx'], atLeast: [], without: [] }
    expect(() => reader.page({ ...everything, elements }, 0, 10)).toThrow(
      expect.objectContaining({ code: 'library/no-such-element' }),
    )
  })

  test('shows nothing of a draft, and all of it when it is published and the old is forgotten', async () => {
    const { library, reader } = await openBoth()
    const draft = library.draftList()
    draft.add([newEntry('MgO', 1)])
    expect(reader.page(everything, 0, 10).total).toBe(0)
    draft.publishAs('Oxides', 'scratch')
    reader.forget()
    expect(reader.page(everything, 0, 10).total).toBe(1)
  })
})

describe('a library of 2,000 entries', () => {
  const symbols = ['Li', 'Mg', 'O', 'S', 'Fe', 'U']
  const labels = ['known', 'Predicted', null]
  // A generator of its own keeps the library the same in every run.
  let state = 7
  const random = (below: number) => {
    state = (state * 1103515245 + 12345) % 2147483648
    return Math.floor((state / 2147483648) * below)
  }
  const texts = Array.from(
    { length: 2000 },
    () => `${symbols[random(6)]}${1 + random(3)}${symbols[random(6)]}${1 + random(4)}`,
  )
  const entries: NewEntry[] = texts.map((text, i) => {
    const written = newEntry(text, i + 1, {
      label: labels[random(3)]!,
      note: random(9) === 0 ? 'Sample A' : null,
      energyAboveHullEvPerAtom: random(2) === 0 ? null : random(20) / 100,
    })
    const { composition, duplicateOfLine, ...unread } = written
    if (random(15) === 0) {
      return { ...unread, problem: { code: 'x', message: 'x', position: null, suggestion: null } }
    }
    return { ...written, duplicateOfLine: random(10) === 0 ? 1 : null }
  })
  const errorOf = (formula: string) => (formula.length % 3 === 0 ? null : (formula.charCodeAt(0) % 7) / 50)

  interface Plain {
    readonly id: number
    readonly list: ListId
    readonly entry: NewEntry
    readonly formula: string | null
    readonly rmse: number | null
  }
  let plain: Plain[]
  let reader: ReturnType<typeof openEntryReader>
  let model: ModelId
  let lists: ListId[]

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'anomalite-query-'))
    const library = await openLibrary(folder)
    lists = [
      library.createList('A', 'scratch', entries.slice(0, 1200)).id,
      library.createList('B', 'scratch', entries.slice(1200)).id,
    ]
    plain = lists.flatMap((list, n) =>
      [...library.entries(list)].map(({ id }, i) => {
        const entry = entries[n * 1200 + i]!
        const formula = 'composition' in entry ? canonicalFormula(parseFormula(entry.text)) : null
        return { id, list, entry, formula, rmse: formula === null ? null : errorOf(formula) }
      }),
    )
    const scored = plain
      .filter(({ rmse }) => rmse !== null)
      .map(({ formula, rmse }) => [formula!, rmse!] as const)
    model = scoreAll(library, new Map(scored))
    reader = openEntryReader(folder)
    return async () => {
      reader.close()
      await library.close()
      await rm(folder, { recursive: true })
    }
  })

  const within = (value: number | null, { min, max }: { min: number | null; max: number | null }) =>
    (min === null && max === null) ||
    (value !== null && (min === null || value >= min) && (max === null || value <= max))

  function plainly(query: EntryQuery): number[] {
    const { only, atLeast, without } = query.elements
    const found = plain.filter(({ list, entry, formula, rmse }) => {
      const has = formula === null ? null : parseFormula(formula).map(({ symbol }) => symbol)
      const limitsElements = only.length + atLeast.length + without.length > 0
      return (
        (query.list === null || list === query.list) &&
        [entry.text, formula, entry.label, entry.note].some(part =>
          (part ?? '').toLowerCase().includes(query.text.toLowerCase()),
        ) &&
        (!limitsElements ||
          (has !== null &&
            (only.length === 0 || has.every(symbol => only.includes(symbol))) &&
            atLeast.every(symbol => has.includes(symbol)) &&
            !without.some(symbol => has.includes(symbol)))) &&
        (query.labels.length === 0 || query.labels.includes(entry.label ?? '')) &&
        (query.reading === 'all' ||
          (query.reading === 'read' && formula !== null) ||
          (query.reading === 'unread' && formula === null) ||
          (query.reading === 'duplicate' && 'composition' in entry && entry.duplicateOfLine !== null)) &&
        within(entry.energyAboveHullEvPerAtom, query.energyAboveHullEvPerAtom) &&
        within(rmse, query.rmse)
      )
    })
    const keyOf = ({ id, entry, formula, rmse }: Plain): string | number | null => {
      switch (query.sort.by) {
        case 'added':
          return id
        case 'formula':
          return formula
        case 'elements':
          return formula === null ? null : parseFormula(formula).length
        case 'label':
          return entry.label
        case 'energyAboveHull':
          return entry.energyAboveHullEvPerAtom
        case 'rmse':
          return rmse
      }
    }
    const compare = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0)
    const nullsLast = (a: string | number | null, b: string | number | null, sign: number) =>
      a === null || b === null ? Number(a === null) - Number(b === null) : sign * compare(a, b)
    const sign = query.sort.direction === 'ascending' ? 1 : -1
    return found
      .sort(
        (a, b) => nullsLast(keyOf(a), keyOf(b), sign) || nullsLast(a.formula, b.formula, 1) || a.id - b.id,
      )
      .map(({ id }) => id)
  }

  const range = fc.record({
    min: fc.option(fc.integer({ min: 0, max: 20 }).map(n => n / 100)),
    max: fc.option(fc.integer({ min: 0, max: 20 }).map(n => n / 100)),
  })
  const some = fc.subarray(symbols)
  const queries = fc.record({
    list: fc.constantFrom(null, 0, 1),
    text: fc.constantFrom('', '', 'sample a', 'MGO', 'o2', 'pred'),
    elements: fc.record({
      only: fc.oneof(fc.constant([]), some),
      atLeast: fc.oneof(fc.constant([]), some),
      without: fc.oneof(fc.constant([]), some),
    }),
    labels: fc.oneof(fc.constant([]), fc.subarray(['known', 'Predicted', 'none such'])),
    reading: fc.constantFrom('all' as const, 'read' as const, 'unread' as const, 'duplicate' as const),
    energyAboveHullEvPerAtom: fc.oneof(fc.constant({ min: null, max: null }), range),
    rmse: fc.oneof(fc.constant({ min: null, max: null }), range),
    sort: fc.record({
      by: fc.constantFrom(
        'added' as const,
        'formula' as const,
        'elements' as const,
        'label' as const,
        'energyAboveHull' as const,
        'rmse' as const,
      ),
      direction: fc.constantFrom('ascending' as const, 'descending' as const),
    }),
  })

  test('every query finds what a plain filter and sort find, in their order', () => {
    fc.assert(
      fc.property(queries, random => {
        const query: EntryQuery = {
          ...random,
          list: random.list === null ? null : lists[random.list]!,
          model,
        }
        const wanted = plainly(query)
        expect(reader.ids(query, 0, 2000)).toEqual(wanted)
        const page = reader.page(query, 5, 7)
        expect(page.total).toBe(wanted.length)
        expect(page.rows.map(row => row.id)).toEqual(wanted.slice(5, 12))
        if (wanted.length > 3) expect(reader.locate(query, wanted[3] as never)).toBe(3)
      }),
      { numRuns: 200 },
    )
  })
})
