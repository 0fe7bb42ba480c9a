import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { connectClient, type HostClient, type Job } from '../../src/contract/index.ts'
import { LAW_K } from '../../src/domain/candidates/index.ts'
import { openProgram } from '../../src/host/index.ts'
import { channelPair } from '../host/wire/channel-pair.ts'

/** Another call of the window comes so often while a search runs. */
const CALL_EVERY_MS = 50

/**
 * Measures a search for neutral oxides, generated, scored and stored by the whole program, and how long a call of the
 * window waits meanwhile. Tells each figure in milliseconds.
 */
export async function measureScreening(
  count: number,
  keep: number | null,
  tell: (what: string, milliseconds: number) => void,
): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), 'anomalite-bench-'))
  const program = await openProgram({ dataFolder: data })
  const [window, host] = channelPair()
  program.connect(host)
  const client = connectClient(window)
  try {
    // Starts the process that scores.
    await client.call('screening.pace', {})
    const ended = endOfSearch(client)
    const started = performance.now()
    await client.call('screening.start', {
      name: 'Neutral oxides',
      search: LAW_K,
      taken: { kind: 'sample', count, seed: 42 },
      keep,
    })
    const waits = longestWait(client, ended)
    const { state, error } = await ended
    if (state !== 'done') throw new Error(error?.message ?? state)
    const what = `search of ${count.toLocaleString('en')} neutral oxides`
    tell(what, performance.now() - started)
    tell(`${what}: longest wait of a call meanwhile`, await waits)
  } finally {
    client.close()
    await program.close()
    await rm(data, { recursive: true, force: true })
  }
}

function endOfSearch(client: HostClient): Promise<Job> {
  return new Promise(resolve => {
    client.listen('job', job => {
      if (!['queued', 'running'].includes(job.state)) resolve(job)
    })
  })
}

async function longestWait(client: HostClient, ended: Promise<unknown>): Promise<number> {
  let isOver = false
  void ended.then(() => (isOver = true))
  let longest = 0
  while (!isOver) {
    const started = performance.now()
    await client.call('lists.all', {})
    longest = Math.max(longest, performance.now() - started)
    await setTimeout(CALL_EVERY_MS)
  }
  return longest
}
