import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { balanceCharges, type StateSelection } from '../../../src/domain/charge/index.ts'
import { parseFormula } from '../../../src/domain/formula/index.ts'
import { randomStream } from '../../../src/domain/statistics/random.ts'
import {
  type Entry,
  type EntryId,
  type EntryQuery,
  type EntryReader,
  type List,
  type ListId,
  type ModelId,
  type NewEntry,
  openEntryReader,
  openLibrary,
  type Range,
  type WritableLibrary,
} from '../../../src/library/index.ts'
import { emptyFolder } from '../data-folder.ts'
import { newEntry } from '../new-entry.ts'

type RandomStream = ReturnType<typeof randomStream>

const everything: EntryQuery = {
  list: null,
  bin: 'without',
  text: '',
  elements: { only: [], atLeast: [], without: [] },
  labels: [],
  tags: [],
  reading: 'all',
  energyAboveHullEvPerAtom: { min: null, max: null },
  unranked: 'with',
  score: { min: null, max: null },
  comparedScore: { min: null, max: null },
  model: null,
  comparedModel: null,
  sort: { by: 'added', direction: 'ascending' },
}

async function openBoth() {
  const folder = await emptyFolder()
  const known: { reader?: ReturnType<typeof openEntryReader> } = {}
  const library = await openLibrary(folder, change => known.reader?.apply(change))
  const reader = openEntryReader(folder)
  known.reader = reader
  onTestFinished(async () => {
    reader.close()
    await library.close()
  })
  return { library, reader }
}

function scoreAll(library: WritableLibrary, errors: ReadonlyMap<string, number>): ModelId {
  const model = library.registerModel('rmse', '/models/one', 'One', {}).id
  const compounds = new Map<string, number>()
  for (const list of library.lists()) {
    for (const { compound } of library.entries(list.id)) {
      if (compound !== null && errors.has(compound.formula)) compounds.set(compound.formula, compound.id)
    }
  }
  library.saveScores(
    model,
    [...compounds].map(([formula, id]) => ({ compoundId: id as never, value: errors.get(formula)! })),
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
      { ...everything, model, sort: { by: 'score', direction: 'ascending' } },
      0,
      10,
    )
    expect(total).toBe(4)
    expect(rows.map(({ text, score, rank }) => [text, score, rank])).toEqual([
      ['MgO', 0.01, 1],
      ['Mg2O2', 0.01, 1],
      ['CaO', 0.02, 2],
      ['UO2', null, null],
    ])
  })

  test('what other models of a kind said is told by itself, and changes no order, range or rank', async () => {
    const { library, reader } = await openBoth()
    const { id: list } = library.createList(
      'Oxides',
      'literature',
      ['MgO', 'CaO', 'UO2'].map((text, i) => newEntry(text, i + 1)),
    )
    const [mgo, cao, uo2] = [...library.entries(list)].map(({ compound }) => compound!.id)
    const model = (kind: 'rmse' | 'stability', name: string) =>
      library.registerModel(kind, `/models/${name}`, name, {}).id
    const [first, second, stability, inUse] = [
      model('rmse', 'first'),
      model('rmse', 'second'),
      model('stability', 'analogs'),
      model('rmse', 'in use'),
    ]
    library.saveScores(first, [
      { compoundId: mgo!, value: 0.01 },
      { compoundId: cao!, value: 0.02 },
    ])
    library.saveScores(second, [{ compoundId: mgo!, value: 0.03 }])
    library.saveScores(stability, [{ compoundId: uo2!, value: 4 }])
    library.saveScores(inUse, [{ compoundId: uo2!, value: 0.04 }])
    expect(reader.otherScores(inUse, [mgo!, cao!, uo2!])).toEqual([
      { compound: mgo, model: second, score: 0.03 },
      { compound: cao, model: first, score: 0.02 },
    ])
    const ranked = { ...everything, model: inUse, sort: { by: 'score', direction: 'ascending' } } as const
    expect(reader.page(ranked, 0, 9).rows.map(({ text, score, rank }) => [text, score, rank])).toEqual([
      ['UO2', 0.04, 1],
      ['CaO', null, null],
      ['MgO', null, null],
    ])
    expect(reader.page({ ...ranked, score: { min: 0, max: 0.03 } }, 0, 9).total).toBe(0)
    expect(reader.histogram(ranked, 0, 1, 1)).toMatchObject({ counts: [1], below: 0, above: 0 })
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

  test('shows nothing of a draft, and all of it when it is published', async () => {
    const { library, reader } = await openBoth()
    const draft = library.draftList()
    draft.add([newEntry('MgO', 1)])
    expect(reader.page(everything, 0, 10).total).toBe(0)
    draft.publishAs('Oxides', 'scratch')
    expect(reader.page(everything, 0, 10).total).toBe(1)
  })
})

/** What is known of an entry without any query. */
interface Plain {
  readonly entry: Entry
  readonly list: List
  readonly formula: string | null
  readonly score: number | null
  readonly comparedScore: number | null
}

/** All entries in use, those of lists in the bin among them, and those in the bin. */
function plainly(folder: string, library: WritableLibrary, model: ModelId, compared: ModelId): Plain[] {
  const lists = [...library.lists(), ...library.binnedLists()]
  const database = new Database(join(folder, 'library.db'), { readonly: true })
  const binned = database
    .prepare('SELECT id FROM entry WHERE binned_at IS NOT NULL AND undone = 0 ORDER BY id')
    .pluck()
    .all() as number[]
  database.close()
  const inUse = lists.flatMap(list => Array.from(library.entries(list.id), entry => ({ list, entry })))
  const inBin = library.entriesWithIds(binned as EntryId[]).flatMap(entry => {
    const list = lists.find(({ id }) => id === entry.list)
    return list ? { list, entry } : []
  })
  return [...inUse, ...inBin].map(({ list, entry }) => {
    const by = (of: ModelId) =>
      entry.compound === null
        ? null
        : (library.scores(of, [entry.compound.id]).get(entry.compound.id) ?? null)
    const formula = entry.compound?.formula ?? null
    return { entry, list, formula, score: by(model), comparedScore: by(compared) }
  })
}

/** Ranks among the distinct compounds in use of a list, or of all lists in use: errors from low, stability from high. */
function ranksOf(plain: readonly Plain[], wanted: ListId | null, by: 'score' | 'comparedScore') {
  const sign = by === 'score' ? 1 : -1
  const errors = new Map<string, number>()
  for (const one of plain) {
    const isIn = wanted === null ? one.list.binnedAt === null : one.list.id === wanted
    const value = one[by] === null ? null : sign * one[by]
    if (isIn && one.entry.binnedAt === null && one.formula !== null && value !== null) {
      errors.set(one.formula, value)
    }
  }
  return (of: Plain): number | null => {
    const value = of.formula === null ? undefined : errors.get(of.formula)
    return value === undefined ? null : 1 + [...errors.values()].filter(other => other < value).length
  }
}

const within = (value: number | null, { min, max }: Range) =>
  (min === null && max === null) ||
  (value !== null && (min === null || value >= min) && (max === null || value <= max))

/** Texts in any case, their last number by its value. */
const natural = (text: string | null) =>
  text?.toLowerCase().replace(/(\d+)$/, number => number.padStart(9, '0')) ?? null

/** How far from neutral; beyond any charge what is not ionic; null where no states are known. */
function imbalance(formula: string | null, selection: StateSelection): number | null {
  if (formula === null) return null
  const { verdict, chargePerAtom } = balanceCharges(parseFormula(formula), { selection })
  if (verdict === 'unknown-states') return null
  return verdict === 'not-ionic' ? 100 : Number(Math.abs(chargePerAtom!).toFixed(5))
}

/** What a query finds, by filters and a sort that a reader can follow. */
function answered(plain: readonly Plain[], query: EntryQuery): Plain[] {
  const { only, atLeast, without } = query.elements
  const limitsElements = only.length + atLeast.length + without.length > 0
  const found = plain.filter(({ list, entry, formula, score, comparedScore }) => {
    const has = formula === null ? null : parseFormula(formula).map(({ symbol }) => symbol)
    return (
      (query.list === null ? list.binnedAt === null : list.id === query.list) &&
      (query.bin === 'only') === (entry.binnedAt !== null) &&
      [entry.text, formula, entry.label, entry.note, entry.externalId, ...entry.tags].some(part =>
        (part ?? '').toLowerCase().includes(query.text.toLowerCase()),
      ) &&
      (!limitsElements ||
        (has !== null &&
          (only.length === 0 || has.every(symbol => only.includes(symbol))) &&
          atLeast.every(symbol => has.includes(symbol)) &&
          !without.some(symbol => has.includes(symbol)))) &&
      (query.labels.length === 0 || (entry.label !== null && query.labels.includes(entry.label))) &&
      (query.tags.length === 0 || entry.tags.some(tag => query.tags.includes(tag))) &&
      (query.reading === 'all' ||
        (query.reading === 'read' && formula !== null) ||
        (query.reading === 'unread' && formula === null) ||
        (query.reading === 'duplicate' && entry.compound !== null && entry.duplicateOfLine !== null)) &&
      within(entry.energyAboveHullEvPerAtom, query.energyAboveHullEvPerAtom) &&
      within(score, query.score) &&
      within(comparedScore, query.comparedScore) &&
      (query.unranked === 'with' || score !== null)
    )
  })
  const rank = ranksOf(plain, query.list, 'score')
  const comparedRank = ranksOf(plain, query.list, 'comparedScore')
  const keyOf = (of: Plain): string | number | null => {
    const { entry, formula, score, comparedScore } = of
    switch (query.sort.by) {
      case 'added':
        return entry.id
      case 'formula':
        return formula
      case 'elements':
        return formula === null ? null : parseFormula(formula).length
      case 'label':
        return natural(entry.label)
      case 'tags':
        return entry.tags.length === 0 ? null : natural(entry.tags.join(', '))
      case 'note':
        return natural(entry.note)
      case 'identifier':
        return natural(entry.externalId)
      case 'list':
        return natural(of.list.name)
      case 'chargeByAllStates':
        return imbalance(formula, 'all')
      case 'chargeByCommonStates':
        return imbalance(formula, 'common')
      case 'energyAboveHull':
        return entry.energyAboveHullEvPerAtom
      case 'score':
        return score
      case 'comparedScore':
        return comparedScore
      case 'rankChange': {
        const ranks = [comparedRank(of), rank(of)] as const
        return ranks[0] === null || ranks[1] === null ? null : ranks[0] - ranks[1]
      }
    }
  }
  const compare = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0)
  const nullsLast = (a: string | number | null, b: string | number | null, sign: number) =>
    a === null || b === null ? Number(a === null) - Number(b === null) : sign * compare(a, b)
  const sign = query.sort.direction === 'ascending' ? 1 : -1
  return found
    .map(of => ({ of, key: keyOf(of) }))
    .sort(
      (a, b) =>
        nullsLast(a.key, b.key, sign) ||
        nullsLast(a.of.formula, b.of.formula, 1) ||
        a.of.entry.id - b.of.entry.id,
    )
    .map(({ of }) => of)
}

const symbols = ['Li', 'Mg', 'O', 'S', 'Fe', 'U']
const some = fc.subarray(symbols)
const range = fc.record({
  min: fc.option(fc.integer({ min: 0, max: 20 }).map(n => n / 100)),
  max: fc.option(fc.integer({ min: 0, max: 20 }).map(n => n / 100)),
})
const noRange = fc.constant({ min: null, max: null })
const orders = [
  'added',
  'formula',
  'elements',
  'label',
  'energyAboveHull',
  'score',
  'comparedScore',
  'rankChange',
  'tags',
  'note',
  'identifier',
  'list',
  'chargeByAllStates',
  'chargeByCommonStates',
] as const
const queries = fc.record({
  list: fc.constantFrom(null, 0, 1, 2),
  bin: fc.constantFrom('without' as const, 'without' as const, 'only' as const),
  text: fc.constantFrom('', '', '', 'sample a', 'MGO', 'o2', 'pred', 'tag 1'),
  elements: fc.record({
    only: fc.oneof(fc.constant([]), some),
    atLeast: fc.oneof(fc.constant([]), some),
    without: fc.oneof(fc.constant([]), some),
  }),
  labels: fc.oneof(fc.constant([]), fc.subarray(['known', 'Predicted', 'none such'])),
  tags: fc.oneof(fc.constant([]), fc.constant([]), fc.subarray(['tag 1', 'tag 2', 'none such'])),
  reading: fc.constantFrom(
    'all' as const,
    'all' as const,
    'read' as const,
    'unread' as const,
    'duplicate' as const,
  ),
  energyAboveHullEvPerAtom: fc.oneof(noRange, noRange, range),
  unranked: fc.constantFrom('with' as const, 'with' as const, 'without' as const),
  score: fc.oneof(noRange, noRange, range),
  comparedScore: fc.oneof(noRange, noRange, range),
  sort: fc.record({
    by: fc.constantFrom(...orders),
    direction: fc.constantFrom('ascending' as const, 'descending' as const),
  }),
})

/** Entries with everything that queries look at, from a seeded stream. */
function randomEntries(count: number, random: RandomStream): NewEntry[] {
  const labels = ['known', 'Predicted', null]
  return Array.from({ length: count }, (_, i) => {
    const pick = (below: number) => random.integer(below)
    const text = `${symbols[pick(6)]}${1 + pick(3)}${symbols[pick(6)]}${1 + pick(4)}`
    const written = newEntry(text, i + 1, {
      label: labels[pick(3)]!,
      note: pick(9) === 0 ? ['Sample A', 'sample 2', 'Sample 10'][pick(3)]! : null,
      externalId: pick(3) === 0 ? null : `mp-${pick(40)}`,
      energyAboveHullEvPerAtom: pick(2) === 0 ? null : pick(20) / 100,
    })
    const { composition, duplicateOfLine, ...unread } = written
    if (pick(15) === 0) {
      return { ...unread, problem: { code: 'x', message: 'x', position: null, suggestion: null } }
    }
    return { ...written, duplicateOfLine: pick(10) === 0 ? 1 : null }
  })
}

/** Changes a library at random, once. */
function changeAtRandom(library: WritableLibrary, model: ModelId, random: RandomStream): void {
  const pick = (below: number) => random.integer(below)
  const lists = [...library.lists(), ...library.binnedLists()]
  const list = lists[pick(lists.length)]!
  const from = 1 + pick(250)
  const entries = Array.from({ length: 1 + pick(40) }, (_, i) => (from + i * (1 + pick(2))) as EntryId)
  const draft = library.draftList()
  const actions: readonly (() => unknown)[] = [
    () => library.addEntries(list.id, randomEntries(5, random)),
    () => library.editEntries(entries, { label: ['known', 'new label', null][pick(3)]! }),
    () => library.editEntries(entries, { addTags: [`tag ${pick(3)}`], removeTags: [`tag ${pick(3)}`] }),
    () => {
      for (const { id } of [...library.entries(list.id)].slice(pick(9)).slice(0, 3)) {
        library.correctEntry(id, ['NaCl', 'K2O', 'LiNbO3', 'Na(Cl'][pick(4)]!)
      }
    },
    () => library.binEntries(entries),
    () => library.restoreEntries(entries),
    () => library.copyEntries(entries, list.id),
    () => library.binList(list.id),
    () => library.restoreList(list.id),
    () => library.emptyBin(new Date(Date.now() + 1000).toISOString(), 20),
    () => library.sweep(10),
    () => library.sweepCompounds(null, 1000),
    () => library.history().undo && library.undo(null),
    () => library.history().undo && library.undo(null),
    () => library.history().redo && library.redo(null),
    () => {
      draft.add(randomEntries(5, random))
      library.addEntries(list.id, randomEntries(2, random))
      draft.appendTo(list.id)
    },
    () => {
      draft.add(randomEntries(8, random))
      draft.publishAs(`list ${random.integer(1e9)}`, 'scratch')
    },
    () => {
      const compounds = [...library.entries(list.id)].flatMap(({ compound }) => compound?.id ?? [])
      library.saveScores(
        model,
        compounds.slice(0, 20).map(compoundId => ({ compoundId, value: pick(20) / 100 })),
      )
    },
  ]
  actions[pick(actions.length)]!()
  draft.discard()
}

describe('every query finds what a plain filter and sort find', () => {
  async function prepared(count: number, random: RandomStream) {
    const folder = await mkdtemp(join(tmpdir(), 'anomalite-query-'))
    let reader: EntryReader | null = null
    const library = await openLibrary(folder, change => reader?.apply(change))
    const entries = randomEntries(count, random)
    const cut = Math.floor(count * 0.6)
    const lists = [
      library.createList('A', 'scratch', entries.slice(0, cut)).id,
      library.createList('B', 'scratch', entries.slice(cut)).id,
      library.createList('C', 'scratch', []).id,
    ]
    const errorOf = (formula: string) => (formula.length % 3 === 0 ? null : (formula.charCodeAt(0) % 7) / 50)
    const plain = lists.flatMap(list => [...library.entries(list)])
    const compounds = new Map(
      plain.flatMap(({ compound }) => (compound ? [[compound.id, compound.formula]] : [])),
    )
    const models = (['rmse', 'stability'] as const).map(
      kind => library.registerModel(kind, `/models/${kind}`, kind, {}).id,
    )
    for (const [n, model] of models.entries()) {
      library.saveScores(
        model,
        [...compounds].flatMap(([compoundId, formula]) => {
          const rmse = errorOf(n === 0 ? formula : [...formula].reverse().join(''))
          return rmse === null ? [] : { compoundId, value: n === 0 ? rmse : 0.14 - rmse }
        }),
      )
    }
    reader = openEntryReader(folder)
    const opened = reader
    return {
      folder,
      library,
      reader: opened,
      lists,
      model: models[0]!,
      comparedModel: models[1]!,
      async close() {
        opened.close()
        await library.close()
        await rm(folder, { recursive: true })
      },
    }
  }

  test('in a library of 2,000 entries', async () => {
    const made = await prepared(2000, randomStream(7))
    try {
      const { folder, library, reader, lists, model, comparedModel } = made
      const plain = plainly(folder, library, model, comparedModel)
      fc.assert(
        fc.property(queries, random => {
          const list = random.list === null ? null : lists[random.list]!
          const query: EntryQuery = { ...random, list, model, comparedModel }
          const wanted = answered(plain, query).map(({ entry }) => entry.id)
          expect([...reader.ids(query, 0, 2000)]).toEqual(wanted)
          const page = reader.page(query, 5, 7)
          expect(page.total).toBe(wanted.length)
          expect(page.rows.map(row => row.id)).toEqual(wanted.slice(5, 12))
          if (wanted.length > 3) expect(reader.locate(query, wanted[3]!)).toBe(3)
        }),
        { numRuns: 200 },
      )
    } finally {
      await made.close()
    }
  })

  test.each([1, 2, 3, 4])(
    'after 60 changes of any kind, told to the reader one by one (%i)',
    async seed => {
      const random = randomStream(seed)
      const made = await prepared(300, random)
      try {
        const { folder, library, reader, model, comparedModel } = made
        const asked = fc.sample(queries, { numRuns: 240, seed })
        for (let n = 0; n < 60; n++) {
          changeAtRandom(library, model, random)
          const plain = plainly(folder, library, model, comparedModel)
          const lists = [...library.lists(), ...library.binnedLists()]
          for (const one of asked.slice(4 * n, 4 * n + 4)) {
            const list = one.list === null ? null : (lists[one.list]?.id ?? null)
            const query: EntryQuery = { ...one, list, model, comparedModel }
            const wanted = answered(plain, query)
            const rank = ranksOf(plain, list, 'score')
            const comparedRank = ranksOf(plain, list, 'comparedScore')
            const { rows, total } = reader.page(query, 0, 1000)
            expect(total).toBe(wanted.length)
            expect(rows).toEqual(
              wanted.map(of => ({
                ...of.entry,
                list: of.list.id,
                score: of.score,
                rank: rank(of),
                comparedScore: of.comparedScore,
                comparedRank: comparedRank(of),
              })),
            )
          }
          checkSums(reader, plain, { ...everything, model })
        }
      } finally {
        await made.close()
      }
    },
    120_000,
  )

  /** Facets, histogram and scores of lists, by counting. */
  function checkSums(reader: EntryReader, plain: readonly Plain[], query: EntryQuery): void {
    const found = answered(plain, query)
    const count = (of: (one: Plain) => readonly string[]) => {
      const counts = new Map<string, number>()
      for (const one of found) for (const text of of(one)) counts.set(text, (counts.get(text) ?? 0) + 1)
      return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    }
    const { labels, tags } = reader.facets({ ...query, labels: ['none such'] })
    expect(labels.map(({ label, entries }) => [label, entries])).toEqual(
      count(({ entry }) => (entry.label === null ? [] : [entry.label])),
    )
    expect(tags.map(({ tag, entries }) => [tag, entries])).toEqual(count(({ entry }) => entry.tags))
    const scored = new Map(found.flatMap(({ formula, score }) => (score === null ? [] : [[formula, score]])))
    const errors = [...scored.values()]
    expect(reader.histogram(query, 0, 0.1, 2)).toMatchObject({
      counts: [
        errors.filter(error => error < 0.05).length,
        errors.filter(error => error >= 0.05 && error <= 0.1).length,
      ],
      below: 0,
      above: errors.filter(error => error > 0.1).length,
    })
    for (const { id } of new Set(plain.map(({ list }) => list))) {
      const own = plain.filter(({ list, entry }) => list.id === id && entry.binnedAt === null)
      const distinct = (of: readonly Plain[]) => new Set(of.flatMap(({ formula }) => formula ?? [])).size
      const { compounds, scored: byModel } = reader.listScores(id)
      expect(compounds).toBe(distinct(own))
      expect(byModel.map(({ compounds }) => compounds)).toEqual([
        distinct(own.filter(({ score }) => score !== null)),
        distinct(own.filter(({ comparedScore }) => comparedScore !== null)),
      ])
    }
  }
})

describe('the order of', () => {
  const texts = async (entries: readonly NewEntry[], by: EntryQuery['sort']['by'], lists = 'one') => {
    const { library, reader } = await openBoth()
    if (lists === 'one') library.createList('One', 'scratch', entries)
    else for (const entry of entries) library.createList(entry.text, 'scratch', [entry])
    const order = (direction: 'ascending' | 'descending') =>
      reader.page({ ...everything, sort: { by, direction } }, 0, 10).rows.map(row => row.text)
    return [order('ascending'), order('descending')]
  }

  // Fe has 2+ and 3+ in common, MgCl is off by 1/2 for each atom, Mg2O by 2/3.
  test.each(['chargeByAllStates', 'chargeByCommonStates'] as const)(
    '%s: neutral, off by ever more, not ionic, and last what has no known states',
    async by => {
      const entries = ['HeO', 'CuZn', 'Mg2O', 'MgCl', 'Fe3O4', 'NaCl'].map((text, i) => newEntry(text, i + 1))
      expect(await texts(entries, by)).toEqual([
        ['NaCl', 'Fe3O4', 'MgCl', 'Mg2O', 'CuZn', 'HeO'],
        ['CuZn', 'Mg2O', 'MgCl', 'NaCl', 'Fe3O4', 'HeO'],
      ])
    },
  )

  test('identifiers is that of their numbers, whatever their case', async () => {
    const ids = [null, 'mp-1000', 'MP-149', 'mp-20']
    const entries = ids.map((externalId, i) => newEntry(`Mg${i + 1}O`, i + 1, { externalId }))
    expect(await texts(entries, 'identifier')).toEqual([
      ['Mg4O', 'Mg3O', 'Mg2O', 'Mg1O'],
      ['Mg2O', 'Mg3O', 'Mg4O', 'Mg1O'],
    ])
  })

  test('tags is that in which they are shown: one before the same with another', async () => {
    const tags = [[], ['to make', 'urgent'], ['to make'], ['made']]
    const entries = tags.map((own, i) => newEntry(`Mg${i + 1}O`, i + 1, { tags: own }))
    expect((await texts(entries, 'tags'))[0]).toEqual(['Mg4O', 'Mg3O', 'Mg2O', 'Mg1O'])
  })

  test('lists is that of their names', async () => {
    const entries = ['ZnO', 'al2O3', 'MgO'].map((text, i) => newEntry(text.replace('al', 'Al'), i + 1))
    expect((await texts(entries, 'list', 'each'))[0]).toEqual(['Al2O3', 'MgO', 'ZnO'])
  })
})

test('charges that are found before they are asked for are the same', async () => {
  const { library, reader } = await openBoth()
  library.createList('One', 'scratch', [newEntry('Mg2O', 1), newEntry('NaCl', 2)])
  while (reader.loadMore());
  reader.prepareCharges('common')
  while (reader.prepareMore());
  library.createList('Two', 'scratch', [newEntry('KCl', 1), newEntry('Mg3O', 2)])
  const sort = { by: 'chargeByCommonStates', direction: 'ascending' } as const
  expect(reader.page({ ...everything, sort }, 0, 10).rows.map(row => row.text)).toEqual([
    'KCl',
    'NaCl',
    'Mg2O',
    'Mg3O',
  ])
})

test('before a library has been read, its index gives the entries as they were added', async () => {
  const { library, reader } = await openBoth()
  const { id: oxides } = library.createList('Oxides', 'literature', [newEntry('MgO', 1), newEntry('CaO', 2)])
  const { id: halides } = library.createList('Halides', 'literature', [newEntry('NaCl', 1)])
  const [mgo] = library.entries(oxides)
  library.addEntries(halides, [newEntry('KCl', 2)])
  library.binEntries([mgo!.id])
  const model = scoreAll(library, new Map([['CaO', 0.02]]))
  const pages = (direction: 'ascending' | 'descending') =>
    [null, oxides, halides].map(list =>
      reader.earlyPage({ ...everything, list, model, sort: { by: 'added', direction } }, 0, 2),
    )
  const early = [pages('ascending'), pages('descending')]
  expect(early[0]!.map(({ rows, total }) => [rows.map(({ text }) => text), total])).toEqual([
    [['CaO', 'NaCl'], 3],
    [['CaO'], 1],
    [['NaCl', 'KCl'], 2],
  ])
  while (reader.loadMore());
  const late = [pages('ascending'), pages('descending')]
  const unranked = late.map(direction =>
    direction.map(({ rows, total }) => ({ rows: rows.map(row => ({ ...row, rank: null })), total })),
  )
  expect(early).toEqual(unranked)
})
