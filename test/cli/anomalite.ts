import { type StdioOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { TestContext } from 'vitest'

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))

/** 60 positives below 0.01 eV/atom, 16 compositions at or above it, and lines that are neither; energies are made up. */
export const STABLE_AND_NOT = fileURLToPath(new URL('../fixtures/stable-and-not.csv', import.meta.url))

/** Settings of a training that takes a fraction of a second. */
export const TINY = '--encoder 32,16 --latent 4 --epochs 3 --batch 16 --engine wasm'.split(' ')

export interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A folder for one test file or test, with the program run in it: its data folder and its working folder. */
export interface Workplace {
  readonly folder: string
  /** Path in the folder. */
  path(...names: string[]): string
  /** Starts the program; its process is in the caller's hands. */
  start(args: readonly string[], stdio?: StdioOptions): ReturnType<typeof spawn>
  /** Runs the program to its end, `input` on its standard input. */
  run(args: readonly string[], input?: string): Promise<Outcome>
  /** Runs it with `--json` and gives the one document on standard output. */
  json(args: readonly string[], input?: string): Promise<unknown>
  remove(): Promise<void>
}

export async function workplace(): Promise<Workplace> {
  const folder = await mkdtemp(join(tmpdir(), 'anomalite-cli-'))
  const start = (args: readonly string[], stdio: StdioOptions = 'pipe') =>
    spawn(process.execPath, [MAIN, ...args], {
      stdio,
      cwd: folder,
      env: { ...process.env, ANOMALITE_HOME: join(folder, 'home') },
    })
  const run = async (args: readonly string[], input = '') => {
    const child = start(args)
    child.stdin!.on('error', () => undefined).end(input)
    const [stdout, stderr] = await Promise.all([
      text(child.stdout!),
      text(child.stderr!),
      once(child, 'close'),
    ])
    return { code: child.exitCode, stdout, stderr }
  }
  return {
    folder,
    path: (...names) => join(folder, ...names),
    start,
    run,
    json: async (args, input) => JSON.parse((await run([...args, '--json'], input)).stdout),
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  }
}

/** A workplace of one test, removed after it. */
export async function workplaceFor({
  onTestFinished,
}: Pick<TestContext, 'onTestFinished'>): Promise<Workplace> {
  const place = await workplace()
  onTestFinished(() => place.remove())
  return place
}
