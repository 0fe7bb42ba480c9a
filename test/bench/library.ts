import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type CompoundId,
  type EntryId,
  type EntryOrder,
  type EntryQuery,
  type LibraryThreads,
  type ListId,
  type ModelId,
  openLibrary,
  openLibraryThreads,
} from '../../src/library/index.ts'
import { entryOf, writeMillion } from './million-entries.ts'

const scored = 300_000
const rowsOfPage = 100

type Tell = (what: string, milliseconds: number) => void
type Ask = (what: string, change?: Partial<EntryQuery>, offset?: number) => Promise<void>

/** Measures a library of a million entries; tells each figure in milliseconds. */
export async function measureLibrary(tell: Tell): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'anomalite-bench-'))
  try {
    const { list, models } = await fill(folder, tell)
    let readyAt = Promise.withResolvers<void>()
    const start = performance.now()
    const threads = await openLibraryThreads(folder, {
      onRevision: () => readyAt.resolve(),
      onDeath: error => {
        throw error
      },
    })
    try {
      tell('library: open it', performance.now() - start)
      const everything = queryOf(list, models)
      const ask: Ask = async (what, change = {}, offset = 0) => {
        const asked = performance.now()
        await threads.entries.earlyPage({ ...everything, ...change }, offset, rowsOfPage)
        tell(`library: ${what}`, performance.now() - asked)
      }
      await ask('first page after a start')
      await readyAt.promise
      tell('library: from a start until every query is quick', performance.now() - start)
      await askQueries(ask)
      await askCharges(threads, ask, tell)
      readyAt = Promise.withResolvers()
      await change(threads, list, models[0], ask, tell)
    } finally {
      await threads.library.close()
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function fill(folder: string, tell: Tell) {
  const library = await openLibrary(folder)
  const writing = performance.now()
  const list = writeMillion(library)
  tell('library: write 1,000,000 entries', performance.now() - writing)
  const models = ['one', 'two'].map(name => library.registerModel('rmse', `/${name}`, name, {}).id)
  for (const [n, model] of models.entries()) {
    const saving = performance.now()
    library.saveScores(
      model,
      Array.from({ length: scored }, (_, i) => ({
        compoundId: (i + 1) as CompoundId,
        value: ((i * (7919 + n)) % 100_003) / 1e6,
      })),
    )
    if (n === 0) tell('library: save 300,000 scores', performance.now() - saving)
  }
  await library.close()
  return { list, models: models as [ModelId, ModelId] }
}

function queryOf(list: ListId, [model, comparedModel]: [ModelId, ModelId]): EntryQuery {
  return {
    list,
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
    model,
    comparedModel,
    sort: { by: 'added', direction: 'ascending' },
  }
}

async function askQueries(ask: Ask): Promise<void> {
  await ask('first query of all')
  const orders: EntryOrder[] = [
    'formula',
    'elements',
    'label',
    'tags',
    'note',
    'identifier',
    'list',
    'energyAboveHull',
    'score',
    'comparedScore',
    'rankChange',
  ]
  for (const by of orders) {
    await ask(`sort by ${by}`, { sort: { by, direction: 'ascending' } })
    await ask(`sort by ${by}, descending`, { sort: { by, direction: 'descending' } })
  }
  const sort = { by: 'score', direction: 'ascending' } as const
  const none = { only: [], atLeast: [], without: [] }
  await ask('elements only, by rmse', { sort, elements: { ...none, only: ['Li', 'Fe', 'O', 'P', 'Mn'] } })
  await ask('elements at least, by rmse', { sort, elements: { ...none, atLeast: ['Fe', 'O'] } })
  await ask('elements without, by rmse', { sort, elements: { ...none, without: ['O'] } })
  await ask('part of the text, by rmse', { sort, text: 'fe2' })
  await ask('label, by rmse', { sort, labels: ['label 3'] })
  await ask('energy, by rmse', { sort, energyAboveHullEvPerAtom: { min: 0.02, max: 0.05 } })
  await ask('RMSE, by rmse', { sort, score: { min: null, max: 0.05 } })
  await ask('lines that could not be read', { reading: 'unread' })
  await ask('page at a random offset', {}, 734_512)
}

/** The charges of a million compounds are found in pieces, while other questions are answered. */
async function askCharges({ entries }: LibraryThreads, ask: Ask, tell: Tell): Promise<void> {
  const sort = { by: 'chargeByCommonStates', direction: 'ascending' } as const
  const start = performance.now()
  await entries.prepareCharges('common')
  await ask('page while charges are found', { sort: { by: 'formula', direction: 'ascending' } })
  await ask('first sort by charge', { sort })
  tell('library: find all charges', performance.now() - start)
  await ask('sort by charge', { sort: { ...sort, direction: 'descending' } })
  await ask('elements, by charge', { sort, elements: { only: [], atLeast: ['Fe', 'O'], without: [] } })
}

/** What is asked after a change waits for the columns to follow it. */
async function change(
  { library }: LibraryThreads,
  list: ListId,
  model: ModelId,
  ask: Ask,
  tell: Tell,
): Promise<void> {
  const sort = { by: 'formula', direction: 'ascending' } as const
  const timed = async (what: string, action: () => Promise<unknown>) => {
    const start = performance.now()
    await action()
    tell(`library: ${what}`, performance.now() - start)
    await ask(`page by formula after it`, { sort })
  }
  const many = Array.from({ length: 100_000 }, (_, i) => (i * 7 + 1) as EntryId)
  await timed('add an entry', () => library.addEntries(list, [entryOf(1_000_001)]))
  await timed('edit an entry', () => library.editEntries(many.slice(0, 1), { label: 'a new label' }))
  await timed('bin 1,000 entries', () => library.binEntries(many.slice(0, 1000)))
  await timed('save 1,000 scores', () =>
    library.saveScores(
      model,
      Array.from({ length: 1000 }, (_, i) => ({ compoundId: (400_000 + i) as CompoundId, value: i / 1e5 })),
    ),
  )
  await timed('tag 100,000 entries', () => library.editEntries(many, { addTags: ['to make'] }))
  await timed('bin 100,000 entries', () => library.binEntries(many))
  await timed('undo that', () => library.undo(null))
  await timed('bin the list', () => library.binList(list))
}
