import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { environmentFor, run, say } from './command.mjs'
import { packagesFolder } from './locations.mjs'
import { alone } from './lock.mjs'
import { electronRelease, optionalStep, windowObstacle } from './plan.mjs'
import { readRecord, writeRecord } from './record.mjs'

const electronFolder = join(packagesFolder, 'electron')

/** @returns {string | null} the Electron of the packages, or that in ELECTRON_OVERRIDE_DIST_PATH */
export function findElectron() {
  const named = join(electronFolder, 'path.txt')
  if (!existsSync(named)) return null
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH || join(electronFolder, 'dist')
  const file = join(folder, readFileSync(named, 'utf8'))
  return existsSync(file) ? file : null
}

/** Why no window can be opened here, or null where one can. */
export function obstacleHere() {
  return windowObstacle({
    platform: process.platform,
    environment: process.env,
    isRoot: process.getuid?.() === 0,
  })
}

/**
 * Sees to Electron for the program's window, by the install script of its package. Without it the program runs in the
 * browser, so a failure is told and remembered for a day.
 *
 * @param {string} nodeFile
 * @param {{ retry: boolean }} options
 * @returns {Promise<string | null>} its binary
 */
export async function ensureElectron(nodeFile, { retry }) {
  if (obstacleHere() !== null) return null
  const recorded = readRecord().electron ?? null
  if (optionalStep({ found: findElectron() !== null, recorded, now: Date.now(), retry }) === 'install') {
    await alone(
      () => install(nodeFile),
      () => say('waiting for another set-up on this machine'),
    )
  }
  return findElectron()
}

/** @param {string} nodeFile */
async function install(nodeFile) {
  if (findElectron()) return
  const { electron: _, ...record } = readRecord()
  try {
    await reach()
    say('fetching Electron for the window (120 MB)')
    await run(nodeFile, [join(electronFolder, 'install.js')], {
      env: environmentFor(nodeFile),
      timeoutSeconds: 900,
    })
    const file = findElectron()
    if (!file) throw new Error('its install script left no binary')
    // Proves that the binary is for this machine and finds its libraries.
    await run(file, ['--version'], { timeoutSeconds: 30 })
    writeRecord(record)
  } catch (error) {
    const reason = /** @type {Error} */ (error).message
    say(`no Electron, so the program runs in the browser (${reason}); again: node scripts/setup.mjs --retry`)
    writeRecord({ ...record, electron: { reason, attemptedAt: new Date().toISOString() } })
  }
}

/** The package's own download waits long for a host that does not answer; through a proxy or mirror it must be tried. */
async function reach() {
  const { HTTPS_PROXY, https_proxy, ELECTRON_MIRROR, npm_config_electron_mirror } = process.env
  if (HTTPS_PROXY || https_proxy || ELECTRON_MIRROR || npm_config_electron_mirror) return
  const { version } = JSON.parse(readFileSync(join(electronFolder, 'package.json'), 'utf8'))
  const url = electronRelease({ version, platform: process.platform, architecture: process.arch })
  const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(5000) }).catch(() => null)
  if (!answer) throw new Error('github.com, where Electron is published, could not be reached')
  if (!answer.ok) throw new Error(`github.com answered ${answer.status} for ${url}`)
}
