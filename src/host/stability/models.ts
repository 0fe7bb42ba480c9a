import { basename, join, resolve } from 'node:path'
import { AnomaliteError } from '../../domain/error.ts'
import { RESOURCES_FOLDER, stabilityModelsFolder } from '../folders.ts'
import { readShelf, type Shelf, type Shelved } from '../shelves.ts'
import type { StabilityManifest } from './manifest.ts'
import { readStabilityManifest } from './model-file.ts'

/** A model that gives stability scores. */
export type StabilityModel = Shelved<StabilityManifest>

/** Where the stability models lie that come with the program. */
export const READY_STABILITY_MODELS = join(RESOURCES_FOLDER, 'stability-models')

/** All stability models: those that come with the program and those in a data folder. */
export function listStabilityModels(data: string): Promise<Shelf<StabilityManifest>> {
  return readShelf({ ready: READY_STABILITY_MODELS, own: stabilityModelsFolder(data) }, readStabilityManifest)
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

/**
 * The stability model of that folder name, the one in use for null: the ready one. Throws `model/unknown`, or what
 * reading the folder throws.
 */
export async function stabilityModelInUse(data: string, id: string | null): Promise<StabilityModel> {
  if (id === null) return findStabilityModel(data)
  const { models, broken } = await listStabilityModels(data)
  const found = models.find(model => model.id === id)
  if (found) return found
  throw (
    broken.find(model => model.id === id)?.error ??
    new AnomaliteError('model/unknown', `There is no stability model “${id}”. Choose one that there is.`, {
      id,
    })
  )
}
