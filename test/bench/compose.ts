import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decode, encode } from '@msgpack/msgpack'
import { WebSocket } from 'ws'
import { type Channel, connectClient, type HostClient } from '../../src/contract/index.ts'
import { quantile } from '../../src/domain/statistics/index.ts'
import { openProgram } from '../../src/host/index.ts'
import { serve } from '../../src/host/serve/serve.ts'
import { openMeasuredScreen } from './compose-screen.ts'
import { seededFormulas } from './seeded-formulas.ts'

const RANKED = 50_000
const RANKINGS = 4
const LINES_AT_ONCE = 10_000
const KEYSTROKES = 100
const STEPS = 72
const WARM_UP = 24
/** A person who types fast. */
const PAUSE_MS = 80

/**
 * Measures the Compose screen at rest and while a list of 50,000 is ranked: what a keystroke waits for,
 * `compositions.explain` over the socket of `anomalite serve`, and in a browser the time from a click or a keystroke to
 * the paint of what it leads to. Tells each figure in milliseconds.
 */
export async function measureCompose(tell: (what: string, milliseconds: number) => void): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), 'anomalite-bench-'))
  const program = await openProgram({ dataFolder: data })
  const served = await serve(program, { port: 0 })
  const client = connectClient(await socketChannel(served.address))
  const screen = await openMeasuredScreen(served.address)
  const tellLatencies = (what: string, latencies: readonly number[]) => {
    if (latencies.length === 0) return
    const sorted = latencies.toSorted((a, b) => a - b)
    tell(`compose, ${what}: median`, quantile(sorted, 0.5))
    tell(`compose, ${what}: 95th percentile`, quantile(sorted, 0.95))
  }
  const measureAll = async (when: string, seed: number, isWanted: () => boolean) => {
    const typed = seededFormulas(KEYSTROKES, seed)
    tellLatencies(`call ${when}`, await latencies(client, typed, isWanted))
    if (screen === null) return
    tellLatencies(`click to paint ${when}`, await screen.clicksToPaint(STEPS, isWanted))
    tellLatencies(`keystroke to paint ${when}`, await screen.keystrokesToPaint(STEPS, isWanted))
  }
  try {
    await explain(client, 'NaCl')
    await screen?.clicksToPaint(WARM_UP, () => true)
    await measureAll('at rest', 7, () => true)

    let isRanking = true
    const ranked = rankSeveral(client).finally(() => {
      isRanking = false
    })
    await measureAll(`while ${RANKED.toLocaleString('en')} are ranked`, 8, () => isRanking)
    tell(`ranking of ${RANKED.toLocaleString('en')}`, quantile((await ranked).toSorted(), 0.5))
  } finally {
    await screen?.close()
    client.close()
    await served.close()
    await program.close()
    await rm(data, { recursive: true })
  }
}

/** Ranks one new list after another, for as long as there is to measure beside it; milliseconds of each. */
async function rankSeveral(client: HostClient): Promise<number[]> {
  const taken: number[] = []
  for (let seed = 1; seed <= RANKINGS; seed++) {
    const list = await listOf(client, seededFormulas(RANKED, seed))
    const start = performance.now()
    await client.call('rankings.summary', { list, model: null })
    taken.push(performance.now() - start)
  }
  return taken
}

/** How long each formula's explanation took, one after another, for as long as `isWanted`. */
async function latencies(
  client: HostClient,
  formulas: readonly string[],
  isWanted: () => boolean,
): Promise<number[]> {
  const taken: number[] = []
  for (const formula of formulas) {
    if (!isWanted()) break
    const start = performance.now()
    await explain(client, formula)
    taken.push(performance.now() - start)
    await new Promise(resolve => setTimeout(resolve, PAUSE_MS))
  }
  return taken
}

const explain = (client: HostClient, formula: string) =>
  client.call('compositions.explain', { formula, model: null })

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

/** A window's end of the socket that an address leads to. */
async function socketChannel(address: string): Promise<Channel> {
  const { host, origin, search } = new URL(address)
  const socket = new WebSocket(`ws://${host}/socket${search}`, { origin, perMessageDeflate: false })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  return {
    send: message => socket.send(encode(message, { ignoreUndefined: true })),
    onMessage: handler => void socket.on('message', data => handler(decode(data as Buffer))),
    onClose: handler => void socket.once('close', () => handler()),
    close: () => socket.close(),
  }
}
