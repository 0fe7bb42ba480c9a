import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { AnomaliteError } from '../domain/error.ts'

/** A model on disk. */
export interface Shelved<Kind, Manifest> {
  readonly kind: Kind
  /** Its folder's name, which commands take. */
  readonly id: string
  readonly folder: string
  /** Whether it came with the program or was made here. */
  readonly origin: 'ready' | 'own'
  readonly manifest: Manifest
}

/** A model's folder that cannot be used, and why. */
export interface BrokenShelved {
  readonly id: string
  readonly folder: string
  readonly origin: 'ready' | 'own'
  readonly error: AnomaliteError
}

export interface Shelf<Shelved> {
  /** Ready models first, then own ones, each by folder name. */
  readonly models: readonly Shelved[]
  readonly broken: readonly BrokenShelved[]
}

/** All models of a shelf: those that come with the program, and those of a data folder. */
export async function readShelf<Content extends object>(
  folders: { readonly ready: string; readonly own: string },
  read: (folder: string) => Promise<Content>,
): Promise<Shelf<Content & Pick<BrokenShelved, 'id' | 'folder' | 'origin'>>> {
  const models: (Content & Pick<BrokenShelved, 'id' | 'folder' | 'origin'>)[] = []
  const broken: BrokenShelved[] = []
  for (const origin of ['ready', 'own'] as const) {
    for (const id of await folderNames(folders[origin])) {
      const folder = join(folders[origin], id)
      try {
        models.push({ ...(await read(folder)), id, folder, origin })
      } catch (error) {
        if (!(error instanceof AnomaliteError)) throw error
        broken.push({ id, folder, origin, error })
      }
    }
  }
  return { models, broken }
}

async function folderNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return entries
    .filter(entry => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(entry => entry.name)
    .sort()
}
