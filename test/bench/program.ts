import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decode, encode } from '@msgpack/msgpack'
import { WebSocket } from 'ws'
import { type Channel, connectClient, type HostClient, type Job } from '../../src/contract/index.ts'
import { openProgram } from '../../src/host/index.ts'
import { serve } from '../../src/host/serve/serve.ts'

/** A person who types fast. */
const PAUSE_MS = 80

/** The whole program on an empty data folder, as `anomalite serve` has it, and a window of it. */
export interface MeasuredProgram {
  readonly address: string
  readonly client: HostClient
  close(): Promise<void>
}

export async function openMeasuredProgram(): Promise<MeasuredProgram> {
  const data = await mkdtemp(join(tmpdir(), 'anomalite-bench-'))
  const program = await openProgram({ dataFolder: data })
  const served = await serve(program, { port: 0 })
  const client = connectClient(await socketChannel(served.address))
  return {
    address: served.address,
    client,
    async close() {
      client.close()
      await served.close()
      await program.close()
      await rm(data, { recursive: true })
    },
  }
}

/** How long each formula's explanation took, one after another, for as long as `isWanted`. */
export async function latencies(
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

export const explain = (client: HostClient, formula: string) =>
  client.call('compositions.explain', { formula, model: null })

/** Waits for the end of a job. */
export async function ended(client: HostClient, { id }: Job): Promise<Job> {
  for (;;) {
    const job = (await client.call('jobs.all', {})).find(job => job.id === id)!
    if (job.finishedAt !== null) return job
    await new Promise(resolve => setTimeout(resolve, PAUSE_MS))
  }
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
