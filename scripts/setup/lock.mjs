import {
  constants,
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { cacheFolder } from './locations.mjs'

const heartbeatMs = 5_000
const silentMs = 60_000
const orphanMs = 180_000

/** @type {string | null} */
let held = null

/**
 * Does a piece of set-up work while no other process of this user does any.
 *
 * The lock is a file with its holder's process id. A holder that was killed is recognised by its id, one on another
 * machine (a shared home) by the file no longer being touched.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @param {() => void} onWait called once when another process is at it
 * @returns {Promise<T>}
 */
export async function alone(work, onWait) {
  const folder = cacheFolder()
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'setup.lock')
  let told = false
  while (!take(file)) {
    const lock = read(file)
    if (!lock) continue
    if (!isHeld(lock)) {
      discard(file)
      continue
    }
    if (!told) onWait()
    told = true
    await wait(300)
  }
  held = file
  const heartbeat = setInterval(() => {
    const now = new Date()
    utimesSync(file, now, now)
  }, heartbeatMs).unref()
  try {
    return await work()
  } finally {
    clearInterval(heartbeat)
    held = null
    rmSync(file, { force: true })
  }
}

/** Notes the command that the holder runs, for it may outlive a killed holder. @param {number | undefined} child */
export function noteChild(child) {
  if (!held) return
  const draft = `${held}.${process.pid}`
  writeFileSync(draft, contents(child))
  renameSync(draft, held)
}

/** @param {number} [child] */
function contents(child) {
  return JSON.stringify({ machine: hostname(), process: process.pid, child: child ?? null })
}

/** @param {string} file */
function take(file) {
  try {
    writeFileSync(file, contents(), { flag: 'wx' })
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false
    throw error
  }
}

/** @typedef {{ machine: string | null, process: number | null, child: number | null, touchedMs: number }} Lock */

/** @param {Lock} lock */
function isHeld({ machine, process, child, touchedMs }) {
  const silenceMs = Date.now() - touchedMs
  if (machine !== hostname()) return silenceMs <= silentMs
  // A killed holder's npm may still be writing; it is left to finish, within reason.
  return (alive(process) && silenceMs <= silentMs) || (alive(child) && silenceMs <= orphanMs)
}

/** @param {string} file @returns {Lock | null} null when it was released in this moment */
function read(file) {
  try {
    const touchedMs = statSync(file).mtimeMs
    const text = readFileSync(file, 'utf8')
    // Empty for the blink between its creation and its first words, or for good after a kill in that blink.
    if (text === '') return { machine: null, process: null, child: null, touchedMs }
    return { ...JSON.parse(text), touchedMs }
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return null
    throw error
  }
}

/** Puts a dead holder's lock away, unless someone else has taken it over meanwhile. @param {string} file */
function discard(file) {
  const aside = `${file}.${process.pid}.old`
  try {
    renameSync(file, aside)
    const lock = read(aside)
    if (lock && isHeld(lock)) copyFileSync(aside, file, constants.COPYFILE_EXCL)
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code
    // Another process was quicker; the next attempt to take the lock tells.
    if (code !== 'ENOENT' && code !== 'EEXIST') throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

/** @param {number | null} id */
function alive(id) {
  if (id === null) return false
  try {
    process.kill(id, 0)
    return true
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}
