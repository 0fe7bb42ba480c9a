import { randomUUID } from 'node:crypto'
import type { HostClient } from '../../src/contract/index.ts'
import { quantile } from '../../src/domain/statistics/index.ts'
import { openMeasuredScreen } from './compose-screen.ts'
import { ended, explain, explainStability, latencies, openMeasuredProgram } from './program.ts'
import { seededFormulas } from './seeded-formulas.ts'

const SCORED = 50_000
const LISTS = 4
const LINES_AT_ONCE = 10_000
const KEYSTROKES = 100
const STEPS = 72
const WARM_UP = 24

/**
 * Measures the Compose screen at rest and while a list of 50,000 is scored, for both scores: what a keystroke waits
 * for, `compositions.explain` and `compositions.stability` over the socket of `anomalite serve`, and in a browser the
 * time from a click or a keystroke to the paint of what it leads to. Tells each figure in milliseconds.
 */
export async function measureCompose(tell: (what: string, milliseconds: number) => void): Promise<void> {
  const program = await openMeasuredProgram()
  const { client } = program
  const screen = await openMeasuredScreen(program.address)
  const tellLatencies = (what: string, latencies: readonly number[]) => {
    if (latencies.length === 0) return
    const sorted = latencies.toSorted((a, b) => a - b)
    tell(`compose, ${what}: median`, quantile(sorted, 0.5))
    tell(`compose, ${what}: 95th percentile`, quantile(sorted, 0.95))
  }
  const measureAll = async (when: string, seed: number, isWanted: () => boolean) => {
    const typed = seededFormulas(KEYSTROKES, seed)
    for (const [score, ask] of [
      ['RMSE', explain],
      ['Stability score', explainStability],
    ] as const) {
      tellLatencies(`${score}, call ${when}`, await latencies(client, ask, typed, isWanted))
      await screen?.show(score)
      tellLatencies(`${score}, click to paint ${when}`, (await screen?.clicksToPaint(STEPS, isWanted)) ?? [])
      tellLatencies(
        `${score}, keystroke to paint ${when}`,
        (await screen?.keystrokesToPaint(STEPS, isWanted)) ?? [],
      )
    }
  }
  try {
    await Promise.all([explain(client, 'NaCl'), explainStability(client, 'NaCl')])
    await screen?.clicksToPaint(WARM_UP, () => true)
    await measureAll('at rest', 7, () => true)

    let isScoring = true
    const scored = scoreSeveral(client).finally(() => {
      isScoring = false
    })
    await measureAll(`while ${SCORED.toLocaleString('en')} are scored`, 8, () => isScoring)
    tell(`scoring of ${SCORED.toLocaleString('en')}`, quantile((await scored).toSorted(), 0.5))
  } finally {
    await screen?.close()
    await program.close()
  }
}

/** Scores one new list after another, for as long as there is to measure beside it; milliseconds of each. */
async function scoreSeveral(client: HostClient): Promise<number[]> {
  const taken: number[] = []
  for (let seed = 1; seed <= LISTS; seed++) {
    const list = await listOf(client, seededFormulas(SCORED, seed))
    const start = performance.now()
    const { job } = await client.call('scoring.start', { list, model: null, askedBy: 'person' })
    if (job !== null) await ended(client, job)
    taken.push(performance.now() - start)
  }
  return taken
}

async function listOf(client: HostClient, formulas: readonly string[]): Promise<number> {
  const made = await client.call('lists.create', { name: randomUUID(), kind: 'generated', lines: [] })
  for (let first = 0; first < formulas.length; first += LINES_AT_ONCE) {
    await client.call('lists.addLines', {
      list: made.list.id,
      lines: formulas.slice(first, first + LINES_AT_ONCE),
    })
  }
  return made.list.id
}
