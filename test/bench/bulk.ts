import type { HostClient, ReportChoice } from '../../src/contract/index.ts'
import { FILE_PIECE_BYTES } from '../../src/contract/index.ts'
import { quantile } from '../../src/domain/statistics/index.ts'
import {
  ended,
  explain,
  latencies,
  type MeasuredProgram,
  openMeasuredProgram,
  rankedQuery,
  screenCalls,
} from './program.ts'
import { seededFormulas } from './seeded-formulas.ts'
import { openWatchedWindow, type WatchedWindow } from './window-frames.ts'

type Tell = (what: string, milliseconds: number) => void

const IMPORTED = 100_000
const REPORTED = 1000
/** As many take what longer trainings take, only longer. */
const TRAINED_EPOCHS = 1

/**
 * Measures long work over the socket of `anomalite serve` and what it takes from those who work meanwhile: an import of
 * 100,000 lines, their scoring, reports, a training. Tells each figure in milliseconds.
 */
export async function measureBulk(tell: Tell): Promise<void> {
  const program = await openMeasuredProgram()
  const { client } = program
  const window = await openWatchedWindow(program.address)
  const count = (number: number) => number.toLocaleString('en')
  try {
    await explain(client, 'NaCl')
    // Starts what finds them.
    await client.call('compositions.nearest', { formulas: ['NaCl'], count: 1 })
    const rows = seededFormulas(IMPORTED, 42).map((formula, i) => `S${i},${formula}`)
    const list = await measured(program, window, null, tell, `import ${count(IMPORTED)} lines`, () =>
      importFile(client, 'imported', ['id,formula', ...rows]),
    )
    await measured(program, window, list, tell, `score ${count(IMPORTED)} compounds`, () =>
      scoreList(client, list),
    )
    await measured(
      program,
      window,
      list,
      tell,
      `report of ${count(REPORTED)} as PDF, with nearest known`,
      () => report(client, list, REPORTED, 'pdf', { charge: true, nearest: true, note: true, why: false }),
    )
    await measured(program, window, list, tell, `table of ${count(IMPORTED)} as XLSX`, () =>
      report(client, list, null, 'xlsx', { charge: true, nearest: false, note: true, why: false }),
    )
    await measured(program, window, list, tell, `training of one epoch on ${count(IMPORTED)}`, () =>
      train(client, list),
    )
  } finally {
    await window?.close()
    await program.close()
  }
}

/**
 * Tells how long work took, how long a keystroke on Compose and the calls of the screens of a list took meanwhile, and
 * how long the host's thread was held, and how far apart the frames of a window were.
 */
async function measured<T>(
  program: MeasuredProgram,
  window: WatchedWindow | null,
  list: number | null,
  tell: Tell,
  what: string,
  work: () => Promise<T>,
): Promise<T> {
  const { client } = program
  program.watch()
  await window?.watch()
  const start = performance.now()
  let isRunning = true
  const running = work().finally(() => {
    isRunning = false
  })
  const [typed, called] = await Promise.all([
    latencies(client, explain, seededFormulas(2000, 11), () => isRunning),
    screenCalls(client, rankedQuery(list), () => isRunning),
  ])
  const result = await running
  tell(what, performance.now() - start)
  const { longestHoldMs, longestHoldProcessorMs } = await program.seen()
  for (const [calls, taken] of [
    ['compose', typed],
    ['calls of a list', called],
  ] as const) {
    const sorted = taken.toSorted((a, b) => a - b)
    tell(`${what}: ${calls} meanwhile, median`, quantile(sorted, 0.5))
    tell(`${what}: ${calls} meanwhile, 95th percentile`, quantile(sorted, 0.95))
    tell(`${what}: ${calls} meanwhile, longest`, sorted.at(-1) ?? 0)
  }
  if (window !== null) {
    const gaps = (await window.gaps()).toSorted((a, b) => a - b)
    tell(`${what}: from frame to frame of a window, 95th percentile`, quantile(gaps, 0.95))
    tell(`${what}: from frame to frame of a window, longest`, gaps.at(-1) ?? 0)
  }
  tell(`${what}: longest hold of the host's thread`, longestHoldMs)
  tell(`${what}: most processor time of that thread at a stretch`, longestHoldProcessorMs)
  return result
}

async function importFile(client: HostClient, name: string, lines: readonly string[]): Promise<number> {
  const bytes = Buffer.from(lines.join('\n'))
  const { file } = await client.call('files.open', { fileName: `${name}.csv`, bytes: bytes.length })
  for (let first = 0; first < bytes.length; first += FILE_PIECE_BYTES) {
    await client.call('files.append', {
      file,
      bytes: bytes.subarray(first, first + FILE_PIECE_BYTES) as never,
    })
  }
  const open = { encoding: null, delimiter: null, sheet: null, header: null, columns: {} }
  const { choice, counts } = await client.call('imports.preview', { file, choice: open })
  const { result } = await ended(
    client,
    await client.call('imports.run', {
      file,
      choice,
      into: { newList: name, kind: 'generated' },
      repeated: 'keep',
      lines: counts.lines,
    }),
  )
  if (result?.kind !== 'list') throw new Error(`The import of ${name} failed.`)
  return result.list
}

/** What an import brings is scored of its own accord; this waits for it. */
async function scoreList(client: HostClient, list: number): Promise<void> {
  const { job } = await client.call('scoring.start', { list, model: null, askedBy: 'person' })
  if (job !== null) await ended(client, job)
}

async function report(
  client: HostClient,
  list: number,
  limit: number | null,
  format: 'pdf' | 'xlsx',
  columns: ReportChoice['columns'],
): Promise<void> {
  const query = rankedQuery(list)
  const job = await client.call('reports.write', {
    query,
    title: 'Bench',
    limit,
    remarks: '',
    columns,
    format,
    paper: 'A4',
  })
  const { error } = await ended(client, job)
  if (error !== null) throw new Error(error.message)
}

async function train(client: HostClient, list: number): Promise<void> {
  const settings = await client.call('training.defaults', {})
  const job = await client.call('training.start', {
    name: 'Bench',
    data: { lists: [list], model: null, maxEnergyAboveHullEvPerAtom: null },
    settings: { ...settings, epochs: TRAINED_EPOCHS },
    attribution: [],
  })
  const { error } = await ended(client, job)
  if (error !== null) throw new Error(error.message)
}
