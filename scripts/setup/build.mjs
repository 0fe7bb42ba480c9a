import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { environmentFor, logFile, run, say } from './command.mjs'
import { packagesFolder, projectFolder } from './locations.mjs'
import { alone } from './lock.mjs'
import { lockHash, readRecord, writeRecord } from './record.mjs'

/**
 * What is built, from what, into what: the page alone for a browser, or main process, preload script and page.
 *
 * @typedef {'page' | 'program'} BuildName
 * @type {Record<BuildName, { sources: string[], entry: string, args: string[], includes: BuildName[] }>}
 */
const builds = {
  page: {
    sources: ['electron.vite.config.ts', 'src/contract', 'src/domain', 'src/renderer'],
    entry: 'out/renderer/index.html',
    args: [join('scripts', 'build-page.mjs')],
    includes: ['page'],
  },
  program: {
    sources: ['electron.vite.config.ts', 'package.json', 'src'],
    entry: 'out/main/index.js',
    args: [join(packagesFolder, 'electron-vite', 'bin', 'electron-vite.js'), 'build'],
    includes: ['page', 'program'],
  },
}

/**
 * Builds what is older than its sources.
 *
 * @param {BuildName} name
 * @param {string} nodeFile
 * @throws {Error} with the bundler's last words
 */
async function ensureBuilt(name, nodeFile) {
  if (isBuilt(name)) return
  await alone(
    async () => {
      if (!isBuilt(name)) await build(name, nodeFile)
    },
    () => say('waiting for another set-up on this machine'),
  )
}

/**
 * Builds what is older than its sources, or says why it cannot be built and ends the process.
 *
 * @param {BuildName} name
 * @param {string} nodeFile
 */
export async function buildOrExit(name, nodeFile) {
  try {
    await ensureBuilt(name, nodeFile)
  } catch (error) {
    say(`the ${name} could not be built: ${/** @type {Error} */ (error).message} (more in ${logFile()})`)
    process.exit(1)
  }
}

/** @param {BuildName} name */
function isBuilt(name) {
  return (
    existsSync(join(projectFolder, builds[name].entry)) && readRecord().builds?.[name] === sourceHash(name)
  )
}

/** @param {BuildName} name @param {string} nodeFile */
async function build(name, nodeFile) {
  say(name === 'page' ? 'building the page' : 'building the program')
  const { args, includes } = builds[name]
  // Taken before, so that a change made meanwhile is built the next time.
  const hashes = Object.fromEntries(includes.map(part => [part, sourceHash(part)]))
  // Colours would stand as signs in a message and in the log.
  const env = { ...environmentFor(nodeFile), NO_COLOR: '1', FORCE_COLOR: undefined }
  await run(nodeFile, args, { cwd: projectFolder, env, timeoutSeconds: 600 })
  const record = readRecord()
  writeRecord({ ...record, builds: { ...record.builds, ...hashes } })
}

/** SHA-256 over the sources' names and contents and the lock file, in hexadecimal. @param {BuildName} name */
function sourceHash(name) {
  const hash = createHash('sha256').update(lockHash())
  for (const source of builds[name].sources) {
    for (const file of filesOf(source))
      hash.update(`\0${file}\0`).update(readFileSync(join(projectFolder, file)))
  }
  return hash.digest('hex')
}

/** @param {string} source a file or a folder, from the checkout @returns {string[]} */
function filesOf(source) {
  const place = join(projectFolder, source)
  if (statSync(place).isFile()) return [source]
  return readdirSync(place, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => {
      const path = `${source}/${entry.name}`
      if (entry.isDirectory()) return filesOf(path)
      return entry.isFile() ? [path] : []
    })
}
