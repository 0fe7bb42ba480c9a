import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import { environmentFor, say } from './command.mjs'
import { ensureSetUp } from './index.mjs'
import { projectFolder } from './locations.mjs'
import { cudaWish, fetchedNodeLine, passesOn, typeScriptOptions } from './plan.mjs'

/** @type {NodeJS.Signals[]} */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Sets the checkout up where needed and runs one of its TypeScript programs, as if it had been started itself: its
 * standard streams, its signals, its exit code.
 *
 * @param {string} entry path of the program from the checkout
 * @param {string[]} args
 */
export async function launch(entry, args) {
  const nodeFile = await setUpOrExit({ cuda: cudaWish([], process.env), retry: false })
  // Of a Node that was fetched only the line is known here.
  const version = nodeFile === process.execPath ? process.version : `${fetchedNodeLine}.0.0`
  await become(nodeFile, [...typeScriptOptions(version), join(projectFolder, entry), ...args])
}

/**
 * @param {import('./index.mjs').Wishes} wishes
 * @returns {Promise<string>} the Node to run with
 */
export async function setUpOrExit(wishes) {
  try {
    return await ensureSetUp(wishes)
  } catch (error) {
    say(/** @type {Error} */ (error).message)
    process.exit(1)
  }
}

/**
 * Runs a command in this process's place and ends as it ends.
 *
 * @param {string} nodeFile
 * @param {string[]} args
 */
export async function become(nodeFile, args) {
  const { code, signal } = await runToEnd(nodeFile, args)
  if (signal) {
    process.kill(process.pid, signal)
    // Reached where the signal is ignored: the shell's convention for a process that a signal ended.
    process.exit(128 + constants.signals[signal])
  }
  process.exit(code)
}

/**
 * Runs a command on this process's own standard streams, passing signals on to it.
 *
 * @param {string} nodeFile
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options] `env`: that in which `node` means this Node, unless given
 * @returns {Promise<{ code: number, signal: NodeJS.Signals | null }>}
 */
export async function runToEnd(nodeFile, args, { cwd, env } = {}) {
  const child = spawn(nodeFile, args, { stdio: 'inherit', env: env ?? environmentFor(nodeFile), cwd })
  const terminal = Boolean(process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY)
  let last = Number.NEGATIVE_INFINITY
  /** @param {NodeJS.Signals} signal */
  const pass = signal => {
    if (!passesOn({ signal, terminal, sinceLastMs: performance.now() - last })) return
    last = performance.now()
    child.kill(signal)
  }
  for (const signal of signals) process.on(signal, pass)
  try {
    return await new Promise((resolve, reject) => {
      child.on('error', reject)
      child.on('exit', (code, signal) => resolve({ code: code ?? 1, signal }))
    })
  } finally {
    for (const signal of signals) process.off(signal, pass)
  }
}
