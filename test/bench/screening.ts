import type { HostClient, Job, ScoreKind } from '../../src/contract/index.ts'
import { LAW_K } from '../../src/domain/candidates/index.ts'
import { quantile } from '../../src/domain/statistics/index.ts'
import { openMeasuredProgram, rankedQuery, screenCalls } from './program.ts'

/**
 * Measures a search for neutral oxides, generated, scored and stored by the whole program over the socket of
 * `anomalite serve`, how long calls of the screens wait meanwhile, and the host's memory. Tells each figure with its unit.
 */
export async function measureScreening(
  score: ScoreKind,
  count: number,
  keep: number | null,
  tell: (what: string, value: number, unit: string) => void,
): Promise<void> {
  const program = await openMeasuredProgram()
  const { client } = program
  try {
    // Starts the process that scores.
    await client.call('screening.pace', { score })
    await client.call('compositions.nearest', { formulas: ['NaCl'], count: 1 })
    program.watch()
    let isRunning = true
    const over = endOfSearch(client).finally(() => {
      isRunning = false
    })
    const started = performance.now()
    await client.call('screening.start', {
      name: 'Neutral oxides',
      search: LAW_K,
      taken: { kind: 'sample', count, seed: 42 },
      score,
      keep,
    })
    const waits = screenCalls(client, rankedQuery(null), () => isRunning)
    const { state, error } = await over
    const taken = performance.now() - started
    if (state !== 'done') throw new Error(error?.message ?? state)
    const kept = keep === null ? '' : `, the best ${keep.toLocaleString('en')} kept`
    const by = score === 'rmse' ? 'RMSE' : 'stability score'
    const what = `search of ${count.toLocaleString('en')} neutral oxides by ${by}${kept}`
    const sorted = (await waits).toSorted((a, b) => a - b)
    const seen = await program.seen()
    tell(what, taken / 1000, 's')
    tell(`${what}: calls of the screens meanwhile, 95th percentile`, quantile(sorted, 0.95), 'ms')
    tell(`${what}: calls of the screens meanwhile, longest`, sorted.at(-1) ?? 0, 'ms')
    tell(`${what}: longest hold of the host's thread`, seen.longestHoldMs, 'ms')
    tell(`${what}: most processor time of that thread at a stretch`, seen.longestHoldProcessorMs, 'ms')
    tell(`${what}: most memory of the host`, seen.mostMemoryMiB, 'MiB')
  } finally {
    await program.close()
  }
}

function endOfSearch(client: HostClient): Promise<Job> {
  return new Promise(resolve => {
    client.listen('job', job => {
      if (!['queued', 'running'].includes(job.state)) resolve(job)
    })
  })
}
