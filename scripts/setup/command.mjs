import { spawn } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync } from 'node:fs'
import { basename, delimiter, dirname, join } from 'node:path'
import { cacheFolder } from './locations.mjs'
import { noteChild } from './lock.mjs'
import { causeIn } from './plan.mjs'

/** Tells the person at the terminal; standard output belongs to the program. @param {string} text */
export function say(text) {
  process.stderr.write(`set-up: ${text}\n`)
}

/** Where the full output of the commands is kept. */
export const logFile = () => join(cacheFolder(), 'setup.log')

/**
 * Runs a command to its end, its output in the log.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutSeconds: number }} options
 * @returns {Promise<string>} what it wrote on standard output
 * @throws {Error} when it cannot be started, ends with another code than 0, or takes too long; the message is one
 *   line and names the cause that the command gave
 */
export function run(command, args, { cwd, env, timeoutSeconds }) {
  mkdirSync(cacheFolder(), { recursive: true })
  appendFileSync(logFile(), `\n$ ${[command, ...args].join(' ')}\n`)
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      // npm is a .cmd file there, which only a shell can start.
      shell: process.platform === 'win32' && command === 'npm',
    })
    noteChild(child.pid)
    let output = ''
    let everything = ''
    child.stdout.on('data', data => {
      output += data
    })
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', data => {
        everything = (everything + data).slice(-20_000)
        appendFileSync(logFile(), data)
      })
    }
    let late = false
    const timer = setTimeout(() => {
      late = true
      child.kill('SIGKILL')
    }, timeoutSeconds * 1000)
    child.on('error', error => {
      clearTimeout(timer)
      reject(new Error(`${basename(command)} could not be started: ${error.message}`))
    })
    child.on('close', code => {
      clearTimeout(timer)
      noteChild(undefined)
      if (late) reject(new Error(`${basename(command)} took more than ${timeoutSeconds} s and was ended`))
      else if (code === 0) resolve(output)
      else reject(new Error(causeIn(everything) || `${basename(command)} ended with code ${code}`))
    })
  })
}

/** The file that a command name stands for on PATH, or null. @param {string} name */
export function onPath(name) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : ['']
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const ending of endings) {
      const file = join(folder, name + ending)
      if (folder && existsSync(file)) return file
    }
  }
  return null
}

/**
 * The environment in which a given Node is the one that `node` means.
 *
 * @param {string} nodeFile
 * @returns {NodeJS.ProcessEnv}
 */
export function environmentFor(nodeFile) {
  if (nodeFile === process.execPath) return process.env
  const key = Object.keys(process.env).find(name => name.toUpperCase() === 'PATH') ?? 'PATH'
  const environment = { ...process.env, [key]: dirname(nodeFile) + delimiter + (process.env[key] ?? '') }
  // npm looks for its machine-wide settings (certificates, registry) beside the Node that runs it.
  const machineSettings = join(dirname(dirname(process.execPath)), 'etc', 'npmrc')
  if (!environment.npm_config_globalconfig && existsSync(machineSettings)) {
    environment.npm_config_globalconfig = machineSettings
  }
  return environment
}

/** npm as a command and its first arguments: the very npm that started this run, where one did. */
export function npm() {
  const started = process.env.npm_execpath
  if (started && basename(started) === 'npm-cli.js' && existsSync(started)) {
    return { command: 'node', first: [started] }
  }
  return { command: 'npm', first: [] }
}
