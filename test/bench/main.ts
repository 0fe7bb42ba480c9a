/**
 * npm run bench: how fast the program is on this machine. Each figure is the median of its rounds, in one run, so that
 * ratios hold even where absolute figures swing. Prints a Markdown table, or with --json a JSON document. All parts take
 * some ten minutes; named ones are measured alone.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Argument, Command } from 'commander'
import { DESCRIPTOR_DIMENSIONS, describeInto } from '../../src/domain/descriptor/index.ts'
import { parseFormula } from '../../src/domain/formula/index.ts'
import { quantile } from '../../src/domain/statistics/index.ts'
import { BACKEND_NAMES, type BackendName, PAPER_TRAINING, startCompute } from '../../src/engine/index.ts'
import { findModel } from '../../src/host/models.ts'
import { scoreCompositions } from '../../src/host/scoring.ts'
import { importList, openLibrary } from '../../src/library/index.ts'
import { measureBulk } from './bulk.ts'
import { measureCompose } from './compose.ts'
import { measureLibrary } from './library.ts'
import { pyTorchStep } from './pytorch.ts'
import { measureRetraining } from './retraining.ts'
import { measureScreening } from './screening.ts'
import { measureScreens } from './screens.ts'
import { seededFormulas } from './seeded-formulas.ts'

interface Figure {
  readonly what: string
  readonly value: number
  readonly unit: string
  /** What a figure would have to be missing; null when it was measured. */
  readonly missing: string | null
}

const SEED = 42
const ROUNDS = 3
const SCORED = 50_000
const IMPORTED = 100_000
const DESCRIBED = 100_000
const PROBE_SECONDS = 3

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
const run = promisify(execFile)
let data: string
const figures: Figure[] = []

/** What is measured, by the name of its part. */
const PARTS = {
  descriptor: () =>
    measure('describe compositions, one core', 'compositions/s', () => {
      const compositions = seededFormulas(DESCRIBED, SEED).map(formula => parseFormula(formula))
      const batch = new Float32Array(240 * DESCRIPTOR_DIMENSIONS)
      return rate(DESCRIBED, () => {
        compositions.forEach((composition, i) => {
          describeInto(batch, i % 240, composition, 'documented')
        })
      })
    }),
  engine: async () => {
    for (const backend of BACKEND_NAMES) await measureBackend(backend)
    await measurePyTorch()
  },
  import: () => measure(`import ${IMPORTED.toLocaleString('en')} rows into the library`, 's', importSeconds),
  library: () => measureLibrary(once),
  screens: () => measureScreens(once),
  compose: () => measureCompose(once),
  bulk: () => measureBulk(once),
  retraining: () => measureRetraining(once),
  screening: async () => {
    for (const score of ['rmse', 'stability'] as const) await measureScreening(score, SCORED, null, once)
  },
  start: () =>
    measure('start, score one formula, end (whole command)', 's', () =>
      seconds(() => run(process.execPath, [...process.execArgv, main, 'score', 'NaCl', '--engine', 'wasm'])),
    ),
} as const satisfies Record<string, () => Promise<void>>

type Part = keyof typeof PARTS

const names = Object.keys(PARTS) as Part[]
await new Command('bench')
  .description('Measures how fast the program is on this machine.')
  .addArgument(new Argument('[parts...]', 'what to measure').choices(names).default(names, 'all'))
  .option('--json', 'print one JSON document instead of a table')
  .action(async (parts: readonly Part[], { json }: { json?: true }) => {
    data = await mkdtemp(join(tmpdir(), 'anomalite-bench-'))
    try {
      for (const part of parts) await PARTS[part]()
    } finally {
      await rm(data, { recursive: true, force: true })
    }
    print(json === true)
  })
  .parseAsync()

/** Scores formulas from text to RMSE with the ready model, and times training steps of the paper's network. */
async function measureBackend(backend: BackendName): Promise<void> {
  const scoring = `score ${SCORED.toLocaleString('en')} formulas from text to RMSE, ${backend}`
  const training = `training step, 240 compositions, ${backend}`
  const compute = await startCompute(backend).catch((error: Error) => error)
  if (compute instanceof Error) {
    figures.push({ what: scoring, value: Number.NaN, unit: 's', missing: compute.message })
    return
  }
  try {
    const model = await findModel(data)
    const formulas = seededFormulas(SCORED, SEED)
    await scoreCompositions(compute, model, [parseFormula('NaCl')])
    await measure(scoring, 's', () =>
      seconds(async () => {
        await scoreCompositions(
          compute,
          model,
          formulas.map(formula => parseFormula(formula)),
        )
      }),
    )
    await measure(training, 's', async () => {
      const input = { settings: PAPER_TRAINING, seconds: PROBE_SECONDS }
      return (await compute.call('probe', input).result).secondsPerTrainingStep
    })
  } finally {
    await compute.stop()
  }
}

/** The same training step by PyTorch, and how many times as long the program's best back end takes. */
async function measurePyTorch(): Promise<void> {
  const what = 'training step, 240 compositions, PyTorch on the CPU'
  const step = await pyTorchStep(PAPER_TRAINING, PROBE_SECONDS)
  if (step.kind === 'missing') {
    figures.push({ what, value: Number.NaN, unit: 's', missing: step.reason })
    return
  }
  once(`${what} (${step.version})`, step.secondsPerStep, 's')
  const own = figures.filter(({ what }) => what.startsWith('training step, 240 compositions, tensorflow'))
  for (const { value, missing } of own) {
    if (missing === null) once('training step, tensorflow to PyTorch', value / step.secondsPerStep, 'times')
  }
}

async function importSeconds(): Promise<number> {
  const folder = await mkdtemp(join(data, 'library-'))
  const rows = seededFormulas(IMPORTED, SEED).map((formula, i) => `S${i},${formula},note ${i}`)
  const bytes = Buffer.from(['id,formula,note', ...rows].join('\n'))
  const library = await openLibrary(folder)
  try {
    return await seconds(() =>
      importList(library, { bytes, fileName: 'bench.csv' }, { into: { newList: 'bench', kind: 'scratch' } }),
    )
  } finally {
    await library.close()
  }
}

async function measure(what: string, unit: string, round: () => Promise<number> | number): Promise<void> {
  const values: number[] = []
  for (let i = 0; i < ROUNDS; i++) values.push(await round())
  figures.push({ what, value: quantile(Float64Array.from(values).sort(), 0.5), unit, missing: null })
  process.stderr.write(`${what}: ${values.map(format).join(', ')} ${unit}\n`)
}

/** Keeps a figure that was measured once. */
function once(what: string, value: number, unit = 'ms'): void {
  figures.push({ what: `${what} (once)`, value, unit, missing: null })
  process.stderr.write(`${what}: ${format(value)} ${unit}\n`)
}

async function seconds(action: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await action()
  return (performance.now() - started) / 1000
}

function rate(count: number, action: () => void): number {
  const started = performance.now()
  action()
  return (1000 * count) / (performance.now() - started)
}

function format(value: number): string {
  return value >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)
}

function print(asJson: boolean): void {
  const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version }
  if (asJson) {
    process.stdout.write(`${JSON.stringify({ machine, figures }, null, 2)}\n`)
    return
  }
  const rows = figures.map(
    ({ what, value, unit, missing }) => `| ${what} | ${missing ?? `${format(value)} ${unit}`} |`,
  )
  process.stdout.write(`${machine.cpu}, ${machine.cores} cores, Node ${machine.node}\n\n`)
  process.stdout.write(`| what | median of ${ROUNDS} |\n|---|---|\n${rows.join('\n')}\n`)
}
