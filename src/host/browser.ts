import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { delimiter, isAbsolute, join } from 'node:path'

/** Names under which browsers built on Chromium are found on the search path, the plainest first. */
const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
]

const MAC_PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
]

const WINDOWS_FOLDERS = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
const WINDOWS_PATHS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
]

/**
 * Path of a local browser built on Chromium, or null where there is none. `ANOMALITE_CHROMIUM`, a path or a name
 * on the search path, goes before all others; when it is set and leads nowhere, nothing else is taken instead.
 */
export async function findBrowser(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): Promise<string | null> {
  const chosen = environment.ANOMALITE_CHROMIUM
  const candidates = chosen
    ? isAbsolute(chosen)
      ? [chosen]
      : onSearchPath([chosen], environment)
    : [...onSearchPath(NAMES, environment), ...usualPlaces(environment, platform)]
  for (const path of candidates) {
    if (await isExecutable(path)) return path
  }
  return null
}

function onSearchPath(names: readonly string[], environment: NodeJS.ProcessEnv): string[] {
  const folders = (environment.PATH ?? '').split(delimiter).filter(folder => folder !== '')
  return names.flatMap(name => folders.map(folder => join(folder, name)))
}

function usualPlaces(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[] {
  if (platform === 'darwin') return MAC_PATHS
  if (platform !== 'win32') return []
  const folders = WINDOWS_FOLDERS.flatMap(name => environment[name] ?? [])
  return folders.flatMap(folder => WINDOWS_PATHS.map(path => join(folder, path)))
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
}
