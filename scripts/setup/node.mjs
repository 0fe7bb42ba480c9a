import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { npm, run, say } from './command.mjs'
import { cacheFolder, platform } from './locations.mjs'
import { fetchedNodeLine, nodeIsRecentEnough, nodePackage, oldestNode } from './plan.mjs'

const binary = process.platform === 'win32' ? 'node.exe' : 'node'

/** @returns {string | null} the Node to run the program with when it is there already, else null */
export function presentNode() {
  if (nodeIsRecentEnough(process.version)) return process.execPath
  const name = nodePackage(process.platform, process.arch)
  if (!name) return null
  const file = fetchedFile(fetchedFolder(), name)
  return existsSync(file) ? file : null
}

const fetchedFolder = () => join(cacheFolder(), 'node', `${fetchedNodeLine}-${platform}`)

/** @param {string} folder @param {string} name */
const fetchedFile = (folder, name) => join(folder, 'node_modules', name, 'bin', binary)

/**
 * Fetches Node from npm into the cache, unless it is there.
 *
 * @param {string} reason why, for the person who waits for it
 * @returns {Promise<string>} its binary
 * @throws {Error} saying what to install by hand
 */
export async function fetchNode(reason) {
  const remedy = `Anomalite needs Node ${oldestNode} or newer and this is ${process.version}. Please install Node ${fetchedNodeLine} (https://nodejs.org) and run this again.`
  const name = nodePackage(process.platform, process.arch)
  if (!name) throw new Error(`npm carries no Node for ${platform}. ${remedy}`)
  const present = fetchedFile(fetchedFolder(), name)
  if (existsSync(present)) return present
  say(`fetching Node ${fetchedNodeLine} from npm, because ${reason}`)
  mkdirSync(join(cacheFolder(), 'tmp'), { recursive: true })
  const draft = mkdtempSync(join(cacheFolder(), 'tmp', 'node-'))
  const { command, first } = npm()
  const install = ['install', '--prefix', draft, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund']
  try {
    await run(command, [...first, ...install, `${name}@${fetchedNodeLine}`], {
      cwd: draft,
      timeoutSeconds: 900,
    })
    // Proves that the binary is for this machine before anything relies on it.
    await run(fetchedFile(draft, name), ['--version'], { timeoutSeconds: 30 })
  } catch (error) {
    throw new Error(`Node could not be fetched from npm (${/** @type {Error} */ (error).message}). ${remedy}`)
  }
  mkdirSync(dirname(fetchedFolder()), { recursive: true })
  rmSync(fetchedFolder(), { recursive: true, force: true })
  renameSync(draft, fetchedFolder())
  return present
}
