import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { folderName, runsFolder } from '../folders.ts'

/** What makes a folder of runs that of a fit. */
export const FIT_FILE = 'fit.json'

/** Where the fit of a name lies, whether it was begun or not. */
export function fitFolder(data: string, name: string): string {
  return join(runsFolder(data), folderName(name))
}

/** Whether a fit of that name was begun and not finished. */
export function hasFit(data: string, name: string): boolean {
  return existsSync(join(fitFolder(data, name), FIT_FILE))
}

/** Folder names of the fits that were begun and not finished. */
export async function unfinishedFits(data: string): Promise<string[]> {
  const folders = await readdir(runsFolder(data)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return folders.filter(id => existsSync(join(runsFolder(data), id, FIT_FILE)))
}
