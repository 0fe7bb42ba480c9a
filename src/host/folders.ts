import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What comes with the program: the ready model and sample lists. */
export const RESOURCES_FOLDER = fileURLToPath(new URL('../../resources', import.meta.url))

/**
 * Where a user's library, models, training runs and reports live: `ANOMALITE_HOME`, else the platform's place for
 * application data.
 */
export function dataFolder(environment: NodeJS.ProcessEnv = process.env): string {
  if (environment.ANOMALITE_HOME) return environment.ANOMALITE_HOME
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Anomalite')
  if (process.platform === 'win32') {
    return join(environment.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Anomalite')
  }
  return join(environment.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'anomalite')
}

export const modelsFolder = (data: string) => join(data, 'models')
export const runsFolder = (data: string) => join(data, 'runs')
export const studiesFolder = (data: string) => join(data, 'studies')

/** A name as a folder's name: lower case, letters and digits of any script, the rest as single hyphens. */
export function folderName(name: string): string {
  const plain = name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
  return plain.slice(0, 80) || 'unnamed'
}
