import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { HostClient } from '../../src/contract/index.ts'
import { FILE_PIECE_BYTES } from '../../src/contract/index.ts'
import { quantile } from '../../src/domain/statistics/index.ts'
import { ended, explain, latencies, openMeasuredProgram } from './program.ts'
import { seededFormulas } from './seeded-formulas.ts'

type Tell = (what: string, milliseconds: number) => void

const IMPORTED = 100_000
const SCORED = 50_000
const REPORTED = 1000

/**
 * Measures long work over the socket of `anomalite serve` and what it takes from those who work meanwhile: an import of
 * 100,000 lines, the scoring of 50,000, reports. Tells each figure in milliseconds.
 */
export async function measureBulk(tell: Tell): Promise<void> {
  const program = await openMeasuredProgram()
  const { client } = program
  try {
    await explain(client, 'NaCl')
    const rows = seededFormulas(IMPORTED, 42).map((formula, i) => `S${i},${formula}`)
    await measured(client, tell, `import ${IMPORTED.toLocaleString('en')} lines`, () =>
      importFile(client, 'imported', ['id,formula', ...rows]),
    )
    await stopAll(client)

    const scored = await importFile(client, 'scored', ['formula', ...seededFormulas(SCORED, 7)])
    await measured(client, tell, `score ${SCORED.toLocaleString('en')} compounds`, () =>
      scoreList(client, scored),
    )
    await measured(client, tell, `report of ${REPORTED.toLocaleString('en')} as PDF`, () =>
      report(client, scored, REPORTED, 'pdf'),
    )
    await measured(client, tell, `table of ${SCORED.toLocaleString('en')} as XLSX`, () =>
      report(client, scored, null, 'xlsx'),
    )
  } finally {
    await program.close()
  }
}

/** Tells how long work took, how long a keystroke on Compose did meanwhile, and how long the host's thread was held. */
async function measured<T>(client: HostClient, tell: Tell, what: string, work: () => Promise<T>): Promise<T> {
  const held = monitorEventLoopDelay({ resolution: 5 })
  held.enable()
  const start = performance.now()
  let isRunning = true
  const running = work().finally(() => {
    isRunning = false
  })
  const typed = await latencies(client, seededFormulas(2000, 11), () => isRunning)
  const result = await running
  tell(what, performance.now() - start)
  held.disable()
  const sorted = typed.toSorted((a, b) => a - b)
  tell(`${what}: compose meanwhile, median`, quantile(sorted, 0.5))
  tell(`${what}: compose meanwhile, 95th percentile`, quantile(sorted, 0.95))
  tell(`${what}: longest hold of the host's thread`, held.max / 1e6)
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

async function scoreList(client: HostClient, list: number): Promise<void> {
  const { job } = await client.call('scoring.start', { list, model: null, askedBy: 'person' })
  if (job !== null) await ended(client, job)
}

async function report(
  client: HostClient,
  list: number,
  limit: number | null,
  format: 'pdf' | 'xlsx',
): Promise<void> {
  const none = { min: null, max: null }
  const job = await client.call('reports.write', {
    query: {
      list,
      bin: 'without',
      text: '',
      elements: { only: [], atLeast: [], without: [] },
      labels: [],
      tags: [],
      reading: 'all',
      energyAboveHullEvPerAtom: none,
      rmse: none,
      model: null,
      comparedModel: null,
      sort: { by: 'rmse', direction: 'ascending' },
    },
    title: 'Bench',
    limit,
    remarks: '',
    columns: { charge: true, nearest: false, note: true },
    format,
    paper: 'A4',
  })
  const { error } = await ended(client, job)
  if (error !== null) throw new Error(error.message)
}

/** Ends what an import has begun of its own accord. */
async function stopAll(client: HostClient): Promise<void> {
  for (const { id, state } of await client.call('jobs.all', {})) {
    if (state === 'running' || state === 'queued') await client.call('jobs.cancel', { job: id })
  }
}
