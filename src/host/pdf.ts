import { execFile } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { AnomaliteError } from '../domain/error.ts'
import { writeFileAtomically } from '../durable/index.ts'
import { findBrowser } from './browser.ts'

/** A sheet's size. */
export type Paper = 'A4' | 'Letter'

/** A ranking of some thousand rows takes seconds; one of 100,000 takes minutes. */
const LONGEST_MINUTES = 10

/**
 * Prints an HTML page to a tagged PDF with a local browser built on Chromium, which gets no network and a
 * profile of its own that is removed afterwards. The file appears whole or not at all.
 *
 * @throws AnomaliteError `pdf/no-browser`, `pdf/browser-failed`, `file/not-written`
 */
export async function printToPdf(html: string, path: string, paper: Paper = 'A4'): Promise<void> {
  const browser = await findBrowser()
  if (browser === null) throw noBrowser(path)
  const folder = await mkdtemp(join(tmpdir(), 'anomalite-pdf-'))
  try {
    const page = join(folder, 'page.html')
    const printed = join(folder, 'page.pdf')
    await writeFile(page, html.replace('</head>', `<style>@page { size: ${paper}; }</style></head>`))
    await runBrowser(browser, folder, page, printed)
    await writeFileAtomically(path, createReadStream(printed))
  } finally {
    // The browser's last processes may still be writing to their profile.
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}

async function runBrowser(browser: string, folder: string, page: string, printed: string): Promise<void> {
  const options = {
    timeout: LONGEST_MINUTES * 60_000,
    killSignal: 'SIGKILL',
    maxBuffer: 16 * 2 ** 20,
  } as const
  let said = ''
  try {
    const { stderr } = await promisify(execFile)(browser, browserArguments(folder, page, printed), options)
    said = stderr
  } catch (cause) {
    throw browserFailed(browser, cause instanceof Error ? cause.message : String(cause), cause)
  }
  // A browser can end with status 0 and have printed nothing.
  const size = await stat(printed).then(
    file => file.size,
    () => 0,
  )
  if (size === 0) throw browserFailed(browser, said, undefined)
}

function browserArguments(folder: string, page: string, printed: string): string[] {
  return [
    '--headless',
    `--print-to-pdf=${printed}`,
    '--no-pdf-header-footer',
    '--export-tagged-pdf',
    '--generate-pdf-document-outline',
    `--user-data-dir=${join(folder, 'profile')}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-extensions',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-pings',
    '--no-proxy-server',
    '--host-resolver-rules=MAP * ~NOTFOUND',
    // Chromium refuses its sandbox to the superuser; for everyone else it stays on.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    pathToFileURL(page).href,
  ]
}

function noBrowser(path: string): AnomaliteError {
  const chosen = process.env.ANOMALITE_CHROMIUM
  const why = chosen
    ? `ANOMALITE_CHROMIUM is set to ${chosen}, where there is no program to run. Correct or unset it`
    : 'A PDF is printed by a browser, and none was found. Install Chromium, Google Chrome or Microsoft Edge, or set ANOMALITE_CHROMIUM to the path of one'
  return new AnomaliteError(
    'pdf/no-browser',
    `${path} was not written. ${why}; or write the report as .html and print it from any browser.`,
    { path },
  )
}

const LAST_CHARACTERS = 600

function browserFailed(browser: string, said: string, cause: unknown): AnomaliteError {
  return new AnomaliteError(
    'pdf/browser-failed',
    `${browser} did not print the report. Write it as .html and print it from a browser, or set ANOMALITE_CHROMIUM to another one. It said: ${said.trim().slice(-LAST_CHARACTERS) || 'nothing'}`,
    { browser },
    { cause },
  )
}
