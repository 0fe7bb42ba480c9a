/** Reports on lists of the library: over the wire, with a real library, real processes and a small model. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectClient, type HostClient, type Input, type Job } from '../../../src/contract/index.ts'
import { openProgram, type Program } from '../../../src/host/index.ts'
import { bodyRows, shownText } from '../../report/html-reading.ts'
import { type Laboratory, laboratory } from '../tiny-model.ts'
import { channelPair } from '../wire/channel-pair.ts'

type Choice = Input<'reports.render'>

const FORMULAS = ['Li2O', 'Fe2O3', 'LiFeO2', 'Fe2O3', 'NaCl', 'LrCl3', 'CaTiO3', 'Li3N', 'LiF']

let lab: Laboratory
let program: Program
let window: HostClient
let list: number

beforeAll(async () => {
  lab = await laboratory()
  program = await openProgram({ dataFolder: lab.data })
  const [page, host] = channelPair()
  program.connect(host)
  window = connectClient(page)
  list = (await window.call('lists.create', { name: 'Ours', kind: 'literature', lines: FORMULAS })).list.id
})
afterAll(async () => {
  await program.close()
  await lab.close()
})

const NO_BOUND = { min: null, max: null }

function choice(query: Partial<Choice['query']> = {}, rest: Partial<Choice> = {}): Choice {
  return {
    query: {
      list,
      bin: 'without',
      text: '',
      elements: { only: [], atLeast: [], without: [] },
      labels: [],
      tags: [],
      reading: 'all',
      energyAboveHullEvPerAtom: NO_BOUND,
      unranked: 'with',
      score: NO_BOUND,
      comparedScore: NO_BOUND,
      model: lab.model.id,
      comparedModel: null,
      sort: { by: 'score', direction: 'ascending' },
      ...query,
    },
    title: 'Ours',
    limit: null,
    remarks: '',
    columns: { charge: true, nearest: false, note: true, why: false },
    ...rest,
  }
}

const render = (chosen: Choice) => window.call('reports.render', chosen)

/** Writes a file to its end and fetches it. */
async function write(chosen: Choice, format: Input<'reports.write'>['format']) {
  const ended = Promise.withResolvers<Job>()
  const stop = window.listen('job', job => job.finishedAt !== null && ended.resolve(job))
  await window.call('reports.write', { ...chosen, format, paper: 'A4' })
  const { result, error } = await ended.promise
  stop()
  if (result?.kind !== 'file') throw new Error(error?.message)
  const bytes = await window.call('files.read', { file: result.file, offset: 0 })
  return { fileName: result.fileName, text: Buffer.from(bytes).toString() }
}

it('says of a list without scores that they are missing, and scores it before it writes', async () => {
  const before = await render(choice())
  expect(shownText(before.html)).toContain('Ranked0Duplicates1Outside the model1Not read0Not scored yet8')
  const { fileName, text } = await write(choice(), 'html')
  expect(fileName).toBe('Ours.html')
  expect(bodyRows(text, 'Ranking')).toHaveLength(8)
  expect(shownText(text)).not.toContain('Not scored yet')
})

it('shows on paper what the preview shows', async () => {
  const withoutDate = (page: string) => page.replace(/<time .*?<\/time>/, '')
  const { html, extent } = await render(choice({}, { remarks: 'For Monday' }))
  expect(extent).toBe('whole')
  expect(withoutDate(html)).toBe(
    withoutDate((await write(choice({}, { remarks: 'For Monday' }), 'html')).text),
  )
})

it('takes the filter and the order of the ranking, and says them', async () => {
  const elements = { only: [], atLeast: ['Li'], without: ['Fe'] }
  const sort = { by: 'formula', direction: 'ascending' } as const
  const { html } = await render(choice({ elements, sort }))
  expect(shownText(html)).toContain('With Li, without Fe: 3 of 9 lines, in the order of formulas')
  const ranks = (page: string) =>
    bodyRows(page, 'Ranking').map(([rank, formula]) => [shownText(formula!).replace('†', ''), rank])
  const shown = ranks(html)
  // By canonical formulas, of which FLi is the first.
  expect(shown.map(([formula]) => formula)).toEqual(['LiF', 'Li2O', 'Li3N'])
  expect(ranks((await render(choice())).html)).toEqual(expect.arrayContaining(shown))
})

it('tells of lines without a rank when only ranked lines are on the screen', async () => {
  const { html } = await render(choice({ unranked: 'without' }))
  expect(bodyRows(html, 'Outside the model').map(([line, text]) => [line, text])).toEqual([['6', 'LrCl3']])
})

it('has the columns that are wanted: the nearest known compound with what makes it another', async () => {
  const columns = { charge: false, nearest: true, note: false, why: false }
  const { html } = await render(choice({ text: 'CaTiO3' }, { columns }))
  const [row] = bodyRows(html, 'Ranking')
  expect(row).toHaveLength(6)
  expect(row![5]).toMatch(/^[A-Z].*<span class="change">.+<\/span>$/)
})

it('writes all lines as a table, with why some have no rank', async () => {
  const columns = { charge: true, nearest: false, note: true, why: false }
  const { text } = await write(choice({}, { columns, limit: 2 }), 'json')
  const rows = JSON.parse(text) as Record<string, unknown>[]
  expect(rows).toHaveLength(9)
  expect(rows[0]).toMatchObject({ rank: 1, problem: null })
  expect(rows.at(-1)).toMatchObject({
    rank: null,
    'as written': 'LrCl3',
    problem: 'Outside the model: it has no data for Lr.',
  })
})

describe('by a model that is not in use', () => {
  it('says so on paper, and in each line of a table that the model scored', async () => {
    expect(shownText((await render(choice())).html)).toContain(
      '“Tiny” was not in use when this report was made.',
    )
    const rows = JSON.parse((await write(choice(), 'json')).text) as Record<string, unknown>[]
    expect(rows[0]).toMatchObject({ rank: 1, model: 'Tiny (not in use)' })
    expect(rows.at(-1)).toMatchObject({ rank: null, model: null })
    const beside = choice({ model: null, comparedModel: lab.model.id })
    const [first] = JSON.parse((await write(beside, 'json')).text) as Record<string, unknown>[]
    expect(first).toMatchObject({ rank: 1, 'model 2': 'Tiny (not in use)' })
    expect(first).not.toHaveProperty('model')
  })

  it('says nothing of the one in use, and nothing of older scores', async () => {
    const fresh = (await window.call('lists.create', { name: 'Fresh', kind: 'scratch', lines: ['RbCl'] }))
      .list.id
    await window.call('scoring.start', { list: fresh, model: lab.model.id, askedBy: 'person' })
    const { html } = await render(choice({ list: fresh, model: null }))
    expect(shownText(html)).not.toContain('not in use')
    expect(shownText(html)).toContain('Not scored yet1')
    const rows = JSON.parse((await write(choice({ list: fresh, model: null }), 'json')).text) as Record<
      string,
      unknown
    >[]
    const [byTiny] = (
      await window.call('entries.page', { query: choice({ list: fresh }).query, offset: 0, count: 1 })
    ).rows
    expect(rows[0]!.rmse).not.toBeCloseTo(byTiny!.score!, 4)
    expect(rows[0]).not.toHaveProperty('model')
  })
})

it('has the tags of lines that have some, in pages and tables', async () => {
  expect((await write(choice(), 'csv')).text.split('\n')[0]).not.toContain('tags')
  const query = choice({ text: 'CaTiO3' }).query
  await window.call('entries.edit', {
    selection: { query, except: [] },
    change: { addTags: ['to make', 'a; b'] },
  })
  const { text } = await write(choice(), 'json')
  const tags = (JSON.parse(text) as Record<string, unknown>[]).flatMap(row => row.tags ?? [])
  expect(tags).toEqual(['"a; b"; to make'])
  const page = (await render(choice())).html
  expect(page).toContain('<th scope="col">Tags</th>')
  expect(page).toContain('a; b, to make')
  await window.call('entries.edit', {
    selection: { query, except: [] },
    change: { removeTags: ['to make', 'a; b'] },
  })
})

describe('beside the stability score', () => {
  const READY = 'known-stable-analogs'
  const LINES = ['LaMnO3', 'YbFeO3', 'Cs3Au7O2', 'LrCl3', 'NaCL']
  const columns = { charge: false, nearest: false, note: true, why: true }
  let mixed: number
  beforeAll(async () => {
    const lines = LINES.slice(0, -1)
    mixed = (await window.call('lists.create', { name: 'Mixed', kind: 'literature', lines })).list.id
    await window.call('lists.addLines', { list: mixed, lines: LINES.slice(-1) })
  })

  it('ranks by it: the best first, with the known analogs of each candidate', async () => {
    const sort = { by: 'score', direction: 'descending' } as const
    const chosen = choice({ list: mixed, model: READY, sort }, { columns })
    const { text } = await write(chosen, 'html')
    expect(shownText(text)).toContain('ranked by stability score (Known stable, analogs)')
    const rows = bodyRows(text, 'Ranking').map(row => row.map(shownText))
    expect(rows.map(([rank, formula]) => [rank, formula!.replace('†', '')])).toEqual([
      ['1', 'LaMnO3'],
      ['2', 'Cs3Au7O2'],
    ])
    expect(Number(rows[0]![2])).toBeGreaterThan(Number(rows[1]![2]))
    expect(text).toMatch(/<tr class="why">.*are known with La exchanged.*<\/tr>/)
    // The preview has what the file has, by the scores that are there by now.
    expect(bodyRows((await render(chosen)).html, 'Ranking')).toEqual(bodyRows(text, 'Ranking'))
    expect(bodyRows(text, 'Outside the model').map(row => row.slice(1, 3))).toEqual([
      ['LrCl3', 'Outside the stability model: no compound it knows has Lr.'],
      ['YbFeO3', 'Outside the stability model: no compound it knows has Yb.'],
    ])
  })

  it('has both scores of every line in a table, or why one is missing', async () => {
    const chosen = choice({ list: mixed, comparedModel: READY }, { columns })
    const rows = JSON.parse((await write(chosen, 'json')).text) as Record<string, unknown>[]
    const of = (formula: string) => rows.find(row => row['as written'] === formula)!
    const { rmse, 'stability percentile': percentile, 'known analogs': analogs } = of('LaMnO3')
    expect([rmse, percentile].every(value => typeof value === 'number')).toBe(true)
    expect(analogs).toMatch(/MnO3.* are known with La exchanged/)
    expect(of('LaMnO3')['rank by stability']).toBe(1)
    expect(of('YbFeO3')).toMatchObject({
      rmse: expect.any(Number),
      'stability percentile': null,
      'stability problem': 'Outside the stability model: no compound it knows has Yb.',
      problem: null,
    })
    expect(of('NaCL').problem).toContain('L is not an element')
  })

  it('says what was scored in the place of a doped formula, in pages and tables that have one', {
    timeout: 60_000,
  }, async () => {
    const lines = ['Ca0.95Eu0.05Bi2Ta2O9', 'LaMnO3']
    const doped = (await window.call('lists.create', { name: 'Doped', kind: 'scratch', lines })).list.id
    const chosen = choice({ list: doped, comparedModel: READY }, { columns: { ...columns, why: false } })
    const rows = JSON.parse((await write(chosen, 'json')).text) as Record<string, unknown>[]
    const hosts = rows.map(row => [row['as written'], row['scored as']])
    expect(new Map(hosts as [string, string | null][])).toEqual(
      new Map([
        ['Ca0.95Eu0.05Bi2Ta2O9', 'CaTa2Bi2O9 (Eu counted as Ca)'],
        ['LaMnO3', null],
      ]),
    )
    const page = bodyRows((await render(chosen)).html, 'Ranking').map(row => shownText(row[1]!))
    expect(page.toSorted()).toEqual(['Ca0.95Eu0.05Bi2Ta2O9scored as CaTa2Bi2O9', 'LaMnO3'])
    const plain = choice({ list: mixed, comparedModel: READY }, { columns })
    expect((await write(plain, 'csv')).text).not.toContain('scored as')
  })

  it('says the filter and the order by the names of the scores', async () => {
    const chosen = choice({
      list: mixed,
      model: READY,
      comparedModel: lab.model.id,
      score: { min: -1.5, max: null },
      comparedScore: { min: null, max: 0.9 },
      sort: { by: 'comparedScore', direction: 'ascending' },
    })
    const page = shownText((await render(chosen)).html)
    expect(page).toContain('Stability score (log-odds) from -1.5, RMSE up to 0.9')
    expect(page).toContain('in the order of RMSE')
  })

  it('takes a range of percentiles, exact at its ends', async () => {
    const query = { list: mixed, model: READY, sort: { by: 'score', direction: 'descending' } } as const
    const page = async (part: Partial<Choice['query']>) =>
      (
        await window.call('entries.page', {
          query: choice({ ...query, ...part }).query,
          offset: 0,
          count: 10,
        })
      ).rows
    const [best, next] = await page({ unranked: 'without' })
    const found = async (min: number | null, max: number | null) =>
      (await page({ score: { min, max, unit: 'percentile' } })).map(({ text }) => text)
    expect(await found(best!.percentile, null)).toEqual([best!.text])
    expect(await found(next!.percentile, best!.percentile)).toEqual([best!.text, next!.text])
    expect(await found(null, next!.percentile)).toEqual([next!.text])
    expect(await found(0, 100)).toEqual([best!.text, next!.text])
    const { html } = await render(choice({ ...query, score: { min: 10, max: 90, unit: 'percentile' } }))
    expect(shownText(html)).toContain('Stability score at percentile 10 to 90')
  })

  it('explains nothing where no stability score is told of', async () => {
    const { html } = await render(choice({ list: mixed }, { columns }))
    expect(html).not.toContain('class="why"')
  })
})

it('is refused at once for what is not there', async () => {
  const order = { format: 'csv', paper: 'A4' } as const
  await expect(window.call('reports.write', { ...choice({ list: 999 }), ...order })).rejects.toMatchObject({
    code: 'library/no-such-list',
  })
  await expect(
    window.call('reports.write', { ...choice({ model: 'none' }), ...order }),
  ).rejects.toMatchObject({ code: 'model/unknown' })
  await expect(
    window.call('reports.write', { ...choice({ comparedModel: 'none' }), ...order }),
  ).rejects.toMatchObject({ code: 'model/unknown' })
})
