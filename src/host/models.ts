import { basename, join, resolve } from 'node:path'
import { AnomaliteError } from '../domain/error.ts'
import { parseFormula } from '../domain/formula/index.ts'
import type { StabilityManifest } from '../engine/index.ts'
import {
  isStabilityFolder,
  type ModelManifest,
  readFormulas,
  readKnownCompounds,
  readManifest,
  readStabilityManifest,
} from '../engine/index.ts'
import type { ScoreKind } from '../library/index.ts'
import { modelsFolder, RESOURCES_FOLDER } from './folders.ts'
import { readShelf, type Shelf, type Shelved } from './shelves.ts'

/** A model that gives RMSE. */
export type Model = Shelved<'rmse', ModelManifest>

/** A model that gives stability scores. */
export type StabilityModel = Shelved<'stability', StabilityManifest>

/** A model of either kind. */
export type AnyModel = Model | StabilityModel

export type ModelShelf = Shelf<AnyModel>

/** Where the models lie that come with the program. */
export const READY_MODELS = join(RESOURCES_FOLDER, 'models')

/** All models: those that come with the program and those in a data folder. */
export function listModels(data: string): Promise<ModelShelf> {
  return readShelf({ ready: READY_MODELS, own: modelsFolder(data) }, readAnyManifest)
}

type Content<M extends AnyModel> = Pick<M, 'kind' | 'manifest'>

/** Reads what a model's folder says of it. Throws what `readManifest` and `readStabilityManifest` throw. */
export async function readAnyManifest(folder: string): Promise<Content<Model> | Content<StabilityModel>> {
  return isStabilityFolder(folder)
    ? { kind: 'stability', manifest: await readStabilityManifest(folder) }
    : { kind: 'rmse', manifest: await readManifest(folder) }
}

/**
 * The model that gives RMSE that a user means by its id, its name or the path of its folder; the ready model when they
 * name none. Throws `model/unknown`, `model/other-kind`, or what reading the folder throws.
 */
export const findModel = (data: string, reference?: string): Promise<Model> =>
  findOfKind('rmse', data, reference)

/** The stability model that a user means; see `findModel`. */
export const findStabilityModel = (data: string, reference?: string): Promise<StabilityModel> =>
  findOfKind('stability', data, reference)

/** A model of either kind that a user means; see `findModel`. */
export async function findAnyModel(data: string, reference: string): Promise<AnyModel> {
  const { models } = await listModels(data)
  const isStability = models.some(
    ({ kind, id, manifest }) => kind === 'stability' && (id === reference || manifest.name === reference),
  )
  const isItsFolder = /[/\\]/.test(reference) && isStabilityFolder(resolve(reference))
  return isStability || isItsFolder ? findStabilityModel(data, reference) : findModel(data, reference)
}

/** What commands call models of a kind, and how one is chosen and made. */
const NAMED = {
  rmse: { what: 'model', option: '--model', made: 'anomalite train' },
  stability: { what: 'stability model', option: '--stability-model', made: 'anomalite fit' },
} as const satisfies Record<ScoreKind, object>

async function findOfKind<Kind extends ScoreKind>(
  kind: Kind,
  data: string,
  reference: string | undefined,
): Promise<OfKind<Kind>> {
  const { models, broken } = await listModels(data)
  const found = models.filter(isOfKind(kind))
  if (reference === undefined) {
    const ready = found.find(({ origin }) => origin === 'ready')
    if (ready) return ready
    const damaged = broken.find(
      ({ origin, folder }) => origin === 'ready' && isStabilityFolder(folder) === (kind === 'stability'),
    )
    const missing = `The ready ${NAMED[kind].what} is missing from this installation.`
    throw damaged?.error ?? unknownModel(kind, missing, found)
  }
  const isMeant = ({ id, manifest }: AnyModel) => id === reference || manifest.name === reference
  const named = found.find(({ id }) => id === reference) ?? found.find(isMeant)
  if (named) return named
  const damaged = broken.find(({ id }) => id === reference)
  if (damaged) throw damaged.error
  if (models.some(isMeant)) throw otherKind(kind, reference)
  if (/[/\\]/.test(reference)) {
    const folder = resolve(reference)
    const there = { ...(await readAnyManifest(folder)), id: basename(folder), folder, origin: 'own' as const }
    if (isOfKind(kind)(there)) return there
    throw otherKind(kind, reference)
  }
  throw unknownModel(kind, `There is no ${NAMED[kind].what} "${reference}".`, found)
}

type OfKind<Kind extends ScoreKind> = Extract<AnyModel, { kind: Kind }>

/** Whether a model is of a kind. */
export function isOfKind<Kind extends ScoreKind>(kind: Kind) {
  return (model: AnyModel): model is OfKind<Kind> => model.kind === kind
}

/** Tells models apart by their numbers: those of equal fingerprints give equal scores. */
export function fingerprintOf(model: AnyModel): string {
  if (model.kind === 'rmse') return model.manifest.files['weights.bin']
  const { files } = model.manifest
  return [files['values.bin'], files['training.txt'], files['added.txt']].join(' ')
}

/** What a model has seen: asked of every composition that it scores. */
export interface TrainingMemory {
  wasTrainedOn(canonicalFormula: string): boolean
  /** Whether an element occurs in any composition that the model was trained on. */
  hasSeen(symbol: string): boolean
}

export async function trainingMemory(model: AnyModel): Promise<TrainingMemory> {
  const formulas = new Set(await trainingFormulas(model))
  const elements = new Set<string>()
  for (const formula of formulas) for (const { symbol } of parseFormula(formula)) elements.add(symbol)
  return { wasTrainedOn: formula => formulas.has(formula), hasSeen: symbol => elements.has(symbol) }
}

/** Canonical formulas of what a model was trained on, or of what the tables of a stability model are made of. */
export function trainingFormulas(model: AnyModel): Promise<string[]> {
  return model.kind === 'rmse'
    ? readFormulas(model.folder, model.manifest, 'training.txt')
    : readKnownCompounds(model.folder, model.manifest)
}

/** Canonical formulas of all compounds that a model takes for stable: those held out and those added among them. */
export async function positivesOf(model: AnyModel): Promise<string[]> {
  if (model.kind === 'stability') return readKnownCompounds(model.folder, model.manifest)
  const parts = (['training.txt', 'held-out.txt'] as const).map(part =>
    readFormulas(model.folder, model.manifest, part),
  )
  return (await Promise.all(parts)).flat()
}

function otherKind(kind: ScoreKind, reference: string): AnomaliteError {
  const given = { rmse: 'stability scores', stability: 'RMSE' }[kind]
  return new AnomaliteError(
    'model/other-kind',
    `"${reference}" gives ${given}. Choose a ${NAMED[kind].what}; "anomalite models" lists those there are.`,
    { reference },
  )
}

function unknownModel(kind: ScoreKind, what: string, models: readonly AnyModel[]): AnomaliteError {
  const known = models.map(({ id }) => id)
  const { option, made } = NAMED[kind]
  const remedy =
    known.length === 0
      ? `There is no other either; "${made}" makes one.`
      : `Choose one that there is by ${option}: ${known.join(', ')}.`
  return new AnomaliteError('model/unknown', `${what} ${remedy}`, { known })
}
