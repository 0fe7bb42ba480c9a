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
import { seededFormulas } from './seeded-formulas.ts'

const RANKED = 50_000
const LINES_AT_ONCE = 10_000
const KEYSTROKES = 100
/** A person who types fast. */
const PAUSE_MS = 80

/**
 * Measures what a keystroke on the Compose screen waits for, `compositions.explain` over the socket of `anomalite
 * serve`: at rest, and while a list of 50,000 is ranked. Tells each figure in milliseconds.
 */
export async function measureCompose(tell: (what: string, milliseconds: number) => void): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), 'anomalite-bench-'))
  const program = await openProgram({ dataFolder: data })
  const served = await serve(program, { port: 0 })
  const client = connectClient(await socketChannel(served.address))
  try {
    const typed = seededFormulas(2 * KEYSTROKES, 7)
    await explain(client, 'NaCl')
    const tellLatencies = (when: string, latencies: readonly number[]) => {
      const sorted = latencies.toSorted((a, b) => a - b)
      tell(`compose ${when}: median`, quantile(sorted, 0.5))
      tell(`compose ${when}: 95th percentile`, quantile(sorted, 0.95))
    }
    tellLatencies('at rest', await latencies(client, typed.slice(0, KEYSTROKES), () => true))

    const list = await listOf(client, seededFormulas(RANKED, 1))
    const start = performance.now()
    let isRanking = true
    const ranking = client.call('rankings.summary', { list, model: null }).finally(() => {
      isRanking = false
    })
    tellLatencies(
      'while 50,000 are ranked',
      await latencies(client, typed.slice(KEYSTROKES), () => isRanking),
    )
    await ranking
    tell('ranking of 50,000', performance.now() - start)
  } finally {
    client.close()
    await served.close()
    await program.close()
    await rm(data, { recursive: true })
  }
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
  const { id } = await client.call('lists.create', { name: randomUUID(), kind: 'generated', lines: [] })
  for (let first = 0; first < formulas.length; first += LINES_AT_ONCE) {
    await client.call('lists.addLines', { list: id, lines: formulas.slice(first, first + LINES_AT_ONCE) })
  }
  return id
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
