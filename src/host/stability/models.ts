import { readdir } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { AnomaliteError } from '../../domain/error.ts'
import { RESOURCES_FOLDER, stabilityModelsFolder } from '../folders.ts'
import type { StabilityManifest } from './manifest.ts'
import { readStabilityManifest } from './model-file.ts'

/** A stability model on disk. */
export interface StabilityModel {
  /** Its folder's name, which commands take. */
  readonly id: string
  readonly folder: string
  /** Whether it came with the program or was fitted here. */
  readonly origin: 'ready' | 'own'
  readonly manifest: StabilityManifest
}

/** A stability model's folder that cannot be used, and why. */
export interface BrokenStabilityModel {
  readonly id: string
  readonly folder: string
  readonly origin: StabilityModel['origin']
  readonly error: AnomaliteError
}

export interface StabilityShelf {
  /** Ready models first, then own ones, each by name. */
  readonly models: readonly StabilityModel[]
  readonly broken: readonly BrokenStabilityModel[]
}

/** Where the stability models lie that come with the program. */
export const READY_STABILITY_MODELS = join(RESOURCES_FOLDER, 'stability-models')

/** All stability models: those that come with the program and those in a data folder. */
export async function listStabilityModels(data: string): Promise<StabilityShelf> {
  const shelves = [
    { origin: 'ready', folder: READY_STABILITY_MODELS },
    { origin: 'own', folder: stabilityModelsFolder(data) },
  ] as const
  const models: StabilityModel[] = []
  const broken: BrokenStabilityModel[] = []
  for (const { origin, folder: shelf } of shelves) {
    for (const id of await folderNames(shelf)) {
      const folder = join(shelf, id)
      try {
        models.push({ id, folder, origin, manifest: await readStabilityManifest(folder) })
      } catch (error) {
        if (!(error instanceof AnomaliteError)) throw error
        broken.push({ id, folder, origin, error })
      }
    }
  }
  return { models, broken }
}

/**
 * The stability model that a user means by its id, its name or the path of its folder; the ready model when they name
 * none. Throws `model/unknown`, or what reading the folder throws.
 */
export async function findStabilityModel(data: string, reference?: string): Promise<StabilityModel> {
  const { models, broken } = await listStabilityModels(data)
  const isMeant = ({ id, origin }: Pick<StabilityModel, 'id' | 'origin'>) =>
    reference === undefined ? origin === 'ready' : id === reference
  const found = models.find(isMeant) ?? models.find(({ manifest }) => manifest.name === reference)
  if (found) return found
  const damaged = broken.find(isMeant)
  if (damaged) throw damaged.error
  if (reference !== undefined && /[/\\]/.test(reference)) {
    const folder = resolve(reference)
    return { id: basename(folder), folder, origin: 'own', manifest: await readStabilityManifest(folder) }
  }
  const what =
    reference === undefined
      ? 'The ready stability model is missing from this installation.'
      : `There is no stability model "${reference}".`
  const known = models.map(({ id }) => id)
  const remedy =
    known.length === 0
      ? 'There is no other either; "anomalite fit" makes one.'
      : `Choose one that there is by --stability-model: ${known.join(', ')}.`
  throw new AnomaliteError('model/unknown', `${what} ${remedy}`, { known })
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
