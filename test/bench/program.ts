import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { decode, encode } from '@msgpack/msgpack'
import { WebSocket } from 'ws'
import {
  type Channel,
  connectClient,
  type EntryQuery,
  type HostClient,
  type Job,
} from '../../src/contract/index.ts'
import type { FromMeasuredHost, ToMeasuredHost } from './host-process.ts'

/** A person who types fast. */
const PAUSE_MS = 80

type Told = Exclude<FromMeasuredHost, { address: string }>

/** The whole program on a data folder, in a process of its own, and a window of it. */
export interface MeasuredProgram {
  readonly address: string
  readonly client: HostClient
  /** Begins to watch the process. */
  watch(): void
  /** What was seen since. */
  seen(): Promise<Told>
  close(): Promise<void>
}

/** On an empty data folder, which goes with the program, unless one is named. */
export async function openMeasuredProgram(dataFolder: string | null = null): Promise<MeasuredProgram> {
  const data = dataFolder ?? (await mkdtemp(join(tmpdir(), 'anomalite-bench-')))
  const host = fork(fileURLToPath(new URL('./host-process.ts', import.meta.url)), [data])
  const { address } = await heard<{ address: string }>(host)
  const client = connectClient(await socketChannel(address))
  const tell = (message: ToMeasuredHost) => host.send(message)
  return {
    address,
    client,
    watch: () => void tell('watch'),
    async seen() {
      const told = heard<Told>(host)
      tell('tell')
      return told
    },
    async close() {
      client.close()
      const ended = once(host, 'exit')
      tell('close')
      await ended
      if (dataFolder === null) await rm(data, { recursive: true })
    },
  }
}

async function heard<Message extends FromMeasuredHost>(host: ChildProcess): Promise<Message> {
  const [message] = await Promise.race([
    once(host, 'message'),
    once(host, 'exit').then(([code]) => {
      throw new Error(`The program ended with exit code ${code}.`)
    }),
  ])
  return message as Message
}

/** How long asking for each formula took, one after another, for as long as `isWanted`. */
export async function latencies(
  client: HostClient,
  ask: (client: HostClient, formula: string) => Promise<unknown>,
  formulas: readonly string[],
  isWanted: () => boolean,
): Promise<number[]> {
  const taken: number[] = []
  for (const formula of formulas) {
    if (!isWanted()) break
    const start = performance.now()
    await ask(client, formula)
    taken.push(performance.now() - start)
    await new Promise(resolve => setTimeout(resolve, PAUSE_MS))
  }
  return taken
}

export const explain = (client: HostClient, formula: string) =>
  client.call('compositions.explain', { formula, model: null })

export const explainStability = (client: HostClient, formula: string) =>
  client.call('compositions.stability', { formula, model: null })

/** Calls of screens that show a list, in turn, for as long as `isWanted`; the milliseconds of each. */
export async function screenCalls(
  client: HostClient,
  query: EntryQuery,
  isWanted: () => boolean,
): Promise<number[]> {
  const calls = [
    () => client.call('lists.all', {}),
    () => client.call('entries.page', { query, offset: 0, count: 100 }),
    () => client.call('entries.facets', { query }),
    () => client.call('jobs.all', {}),
    () => client.call('models.all', {}),
    () => client.call('compositions.nearest', { formulas: ['Li10GeP2S12'], count: 5 }),
  ]
  const taken: number[] = []
  for (let turn = 0; isWanted(); turn++) {
    const start = performance.now()
    await calls[turn % calls.length]!()
    taken.push(performance.now() - start)
    await new Promise(resolve => setTimeout(resolve, PAUSE_MS))
  }
  return taken
}

/** Everything in a list, or in all, best first. */
export function rankedQuery(list: number | null): EntryQuery {
  const none = { min: null, max: null }
  return {
    list,
    bin: 'without',
    text: '',
    elements: { only: [], atLeast: [], without: [] },
    labels: [],
    tags: [],
    reading: 'all',
    energyAboveHullEvPerAtom: none,
    unranked: 'with',
    score: none,
    comparedScore: none,
    model: null,
    comparedModel: null,
    sort: { by: 'score', direction: 'ascending' },
  }
}

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
