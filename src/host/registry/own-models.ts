import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AnomaliteError } from '../../domain/error.ts'
import { syncFolder } from '../../durable/index.ts'
import { archiveModel, writeManifest, writeStabilityManifest } from '../../engine/index.ts'
import { folderName, modelsFolder } from '../folders.ts'
import { type AnyModel, listModels, readAnyManifest } from '../models.ts'
import { refuseTakenName } from '../training/run.ts'
import { readNote } from './model-notes.ts'

const binFolder = (data: string) => join(data, 'bin', 'models')

/** Gives a model another name; its id stays. Throws `model/ready`, and `model/exists` when another has the name. */
export async function renameModel(data: string, model: AnyModel, name: string): Promise<AnyModel> {
  refuseReady(model)
  const { models } = await listModels(data)
  if (models.some(other => other.manifest.name === name && other.folder !== model.folder)) {
    throw new AnomaliteError('model/exists', `There is a model “${name}” already. Choose another name.`, {
      name,
    })
  }
  return renamed(model, name)
}

/** Writes another name into a model's folder. */
async function renamed(model: AnyModel, name: string): Promise<AnyModel> {
  if (model.kind === 'rmse') {
    const manifest = { ...model.manifest, name }
    await writeManifest(model.folder, manifest)
    return { ...model, manifest }
  }
  const manifest = { ...model.manifest, name }
  await writeStabilityManifest(model.folder, manifest)
  return { ...model, manifest }
}

/** Moves a model into the bin of the data folder; returns its name there. Throws `model/ready`. */
export async function binModel(data: string, model: AnyModel): Promise<string> {
  refuseReady(model)
  const bin = binFolder(data)
  await mkdir(bin, { recursive: true })
  const binned = `${model.id}-${Date.now()}`
  await rename(model.folder, join(bin, binned))
  return binned
}

/** Takes a model out of the bin. Throws `model/not-binned`, and `model/exists` when its place is taken. */
export async function restoreModel(data: string, binned: string): Promise<AnyModel> {
  const bin = binFolder(data)
  const names = await readdir(bin).catch((): string[] => [])
  if (!names.includes(binned)) {
    throw new AnomaliteError('model/not-binned', `The model “${binned}” is no longer in the bin.`, { binned })
  }
  const id = binned.replace(/-\d+$/, '')
  const folder = join(modelsFolder(data), id)
  if (existsSync(folder)) {
    throw new AnomaliteError('model/exists', `Another model has taken the folder ${folder}.`, { folder })
  }
  await rename(join(bin, binned), folder)
  return { ...(await readAnyManifest(folder)), id, folder, origin: 'own' }
}

/** What `models import` takes, or a network for TensorFlow.js. */
export type ExportFormat = 'anomalite' | 'tensorflow-js'

/** Packs a model into one file, its note with it. Throws `model/broken`, `file/not-written` and the signal's reason. */
export async function exportModel(
  data: string,
  model: AnyModel,
  format: ExportFormat,
  file: string,
  signal: AbortSignal,
): Promise<void> {
  const { folder } = model
  await archiveModel(
    format === 'anomalite'
      ? { kind: 'pack', folder, note: await readNote(data, model), file }
      : { kind: 'pack-layers', folder, file },
    signal,
  )
}

/**
 * Adds a packed model, under its name or that with a number. Throws what `unpackModel` throws and the signal's reason;
 * then nothing has been added.
 */
export async function importModel(
  data: string,
  file: string,
  fileName: string,
  signal: AbortSignal,
): Promise<AnyModel> {
  const shelf = modelsFolder(data)
  const arrived = join(shelf, `.${randomUUID()}.partial`)
  await mkdir(shelf, { recursive: true })
  try {
    await archiveModel({ kind: 'unpack', file, fileName, folder: arrived }, signal)
    const packed = { ...(await readAnyManifest(arrived)), id: '', folder: arrived, origin: 'own' as const }
    const name = await freeName(data, packed.manifest.name)
    const model = name === packed.manifest.name ? packed : await renamed(packed, name)
    const id = folderName(name)
    const folder = join(shelf, id)
    await rename(arrived, folder)
    await syncFolder(shelf)
    return { ...model, id, folder }
  } catch (error) {
    await rm(arrived, { recursive: true, force: true })
    throw error
  }
}

/** Folder names are cut at 80 characters, and the number must stay. */
const LONGEST_NUMBERED = 70

async function freeName(data: string, name: string): Promise<string> {
  const { models } = await listModels(data)
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name.slice(0, LONGEST_NUMBERED)} (${number})`
    if (models.some(({ manifest }) => manifest.name === candidate)) continue
    try {
      await refuseTakenName(data, candidate)
      return candidate
    } catch (error) {
      if (!(error instanceof AnomaliteError)) throw error
    }
  }
}

function refuseReady({ origin, manifest }: AnyModel): void {
  if (origin === 'own') return
  throw new AnomaliteError('model/ready', `“${manifest.name}” comes with Anomalite and stays as it is.`)
}
