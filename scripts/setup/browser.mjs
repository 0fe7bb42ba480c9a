import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { onPath, run, say } from './command.mjs'
import { alone } from './lock.mjs'
import { optionalStep } from './plan.mjs'
import { readRecord, writeRecord } from './record.mjs'

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'chrome',
]

/** @returns {string | null} a Chromium or a relative of it; ANOMALITE_CHROMIUM names one that lies elsewhere */
export function findBrowser() {
  const named = process.env.ANOMALITE_CHROMIUM
  if (named && existsSync(named)) return named
  const installed = [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap(variable => {
      const folder = process.env[variable]
      if (!folder) return []
      return [
        join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
        join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
      ]
    }),
  ]
  for (const name of names) {
    const file = onPath(name)
    if (file) return file
  }
  return installed.find(file => existsSync(file)) ?? null
}

/**
 * Sees to a browser for the tests that print PDF, from Debian's packages where there is none.
 * Without one these tests are skipped, so a failure is told and remembered for a day.
 *
 * @param {{ retry: boolean }} options
 */
export async function ensureBrowser({ retry }) {
  const recorded = readRecord().browser ?? null
  if (optionalStep({ found: findBrowser() !== null, recorded, now: Date.now(), retry }) === 'keep') return
  await alone(install, () => say('waiting for another set-up on this machine'))
}

async function install() {
  if (findBrowser()) return
  const { browser: _, ...record } = readRecord()
  try {
    const root = await rootCommand()
    say("installing Chromium from Debian's packages, for the tests that print PDF")
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const [command, ...first] = [...root, 'apt-get']
    // One unreachable source among several fails the update; whether the package can be had shows below.
    await run(command, [...first, 'update'], { env, timeoutSeconds: 300 }).catch(() => {})
    const packages = ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation']
    await run(command, [...first, ...packages], { env, timeoutSeconds: 1200 })
    writeRecord(record)
  } catch (error) {
    const reason = /** @type {Error} */ (error).message
    say(`no browser, so the tests that print PDF are skipped (${reason})`)
    writeRecord({ ...record, browser: { reason, attemptedAt: new Date().toISOString() } })
  }
}

/** @returns {Promise<string[]>} what to put before apt-get to run it as root */
async function rootCommand() {
  if (!onPath('apt-get'))
    throw new Error('no Chromium, Chrome or Edge was found, and no apt-get to install one')
  if (process.getuid?.() === 0) return []
  try {
    await run('sudo', ['-n', 'true'], { timeoutSeconds: 10 })
    return ['sudo', '-n']
  } catch {
    throw new Error('no Chromium was found, and installing one needs root: sudo apt-get install chromium')
  }
}
