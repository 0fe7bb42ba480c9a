import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { environmentFor, npm, run, say } from './command.mjs'
import { lockFile, packagesFolder, platform, projectFolder, recordFile } from './locations.mjs'
import { dependenciesStep } from './plan.mjs'
import { lockHash } from './record.mjs'

/**
 * What node_modules needs.
 *
 * @param {import('./record.mjs').SetupRecord} record
 */
export function dependenciesNeed(record) {
  const wanted = { lockHash: lockHash(), platform }
  const recorded = record.dependencies ?? null
  if (dependenciesStep({ recorded, wanted, lock: {}, installed: null }) === 'keep') {
    return { step: 'keep', wanted }
  }
  const account = join(packagesFolder, '.package-lock.json')
  const installed = existsSync(account) ? JSON.parse(readFileSync(account, 'utf8')) : null
  const lock = JSON.parse(readFileSync(lockFile, 'utf8'))
  return { step: dependenciesStep({ recorded, wanted, lock, installed }), wanted }
}

/**
 * Installs what the lock file names, without running any package's scripts.
 *
 * @param {string} nodeFile
 * @throws {Error} with npm's last words
 */
export async function installDependencies(nodeFile) {
  say('installing packages from the lock file')
  // First of all, so that an interrupted installation is not taken for a finished one.
  rmSync(recordFile, { force: true })
  const { command, first } = npm()
  const install = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund']
  try {
    await run(command, [...first, ...install], {
      cwd: projectFolder,
      env: environmentFor(nodeFile),
      timeoutSeconds: 1800,
    })
  } catch (error) {
    throw new Error(`npm could not install the packages: ${/** @type {Error} */ (error).message}`)
  }
}

/** Makes `npx anomalite` find the project's own command; npm links only the commands of packages. */
export function linkCommand() {
  const folder = join(packagesFolder, '.bin')
  mkdirSync(folder, { recursive: true })
  const target = join('..', '..', 'scripts', 'anomalite.mjs')
  if (process.platform === 'win32') {
    writeFileSync(join(folder, 'anomalite.cmd'), `@node "%~dp0\\${target}" %*\r\n`)
    return
  }
  rmSync(join(folder, 'anomalite'), { force: true })
  symlinkSync(target, join(folder, 'anomalite'))
  chmodSync(join(projectFolder, 'scripts', 'anomalite.mjs'), 0o755)
}
