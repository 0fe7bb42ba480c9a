import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout this file lies in. */
export const projectFolder = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

export const packagesFolder = join(projectFolder, 'node_modules')

export const lockFile = join(projectFolder, 'package-lock.json')

/** What set-up found and did; written by record.mjs, which describes it. */
export const recordFile = join(packagesFolder, '.anomalite', 'setup.json')

/** The package whose native binding connects Node with TensorFlow. */
export const bindingPackageFolder = join(packagesFolder, '@tensorflow', 'tfjs-node-gpu')

/** Platform and processor as one word, such as linux-x64. */
export const platform = `${process.platform}-${process.arch}`

/** Where large downloads are kept, outside node_modules so that a reinstall does not lose them. */
export function cacheFolder() {
  const { ANOMALITE_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = process.env
  if (ANOMALITE_CACHE) return ANOMALITE_CACHE
  if (process.platform === 'win32') {
    return join(LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), 'anomalite', 'Cache')
  }
  if (XDG_CACHE_HOME) return join(XDG_CACHE_HOME, 'anomalite')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'anomalite')
  return join(homedir(), '.cache', 'anomalite')
}
