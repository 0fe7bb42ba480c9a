import { existsSync } from 'node:fs'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import { AnomaliteError } from '../../domain/error.ts'
import { choosableEpochs, type EpochLosses, type EpochRule } from '../../domain/training/index.ts'
import { writeFileAtomically } from '../../durable/index.ts'
import type { AdamState } from '../backend/backend.ts'
import { floatArrays, floatBytes, sha256 } from '../floats.ts'
import { formulaLines, formulasOfLines } from '../formula-lines.ts'
import { parameterShapes } from '../network.ts'
import { type RetrainingPlan, retrainingSchema } from '../retraining/plan.ts'
import {
  type EpochRecord,
  type fileSchema,
  type PartialEpoch,
  type PositivesSource,
  RUN_FORMAT,
  RUN_VERSION,
  runSchema,
  stateSchema,
  versionedSchema,
} from './run-format.ts'
import { checkSettings, type TrainingSettings } from './settings.ts'
import type { Split } from './split.ts'

/** What a run is: fixed from its first step to its last. Formulas are canonical. */
export interface TrainingPlan {
  readonly name: string
  readonly createdAt: string
  readonly settings: TrainingSettings
  readonly source: PositivesSource
  readonly positives: Split<string>
  /** What makes it a retraining of a model; its folder holds that model as well. */
  readonly retraining?: RetrainingPlan
}

/** A warm start ends with its last epoch; all else chooses by the losses. */
export function epochRule({ retraining }: Pick<TrainingPlan, 'retraining'>): EpochRule {
  return retraining?.start === 'warm' ? 'last' : 'smallest-gap'
}

/** Where a run stands; enough to go on as if it had never stopped. */
export interface TrainingState {
  readonly history: readonly EpochRecord[]
  readonly partialEpoch: PartialEpoch | null
  readonly adam: AdamState
}

/**
 * A training run on disk: its plan, the state at its last checkpoint, and the weights of the epochs that the selection may
 * still choose. Every save is whole or absent: `state.json` is written last and names the files that belong to it.
 */
export interface TrainingRun {
  readonly folder: string
  readonly plan: TrainingPlan
  /** The last checkpoint, or null before the first. */
  readonly state: TrainingState | null
  /** Makes `state` the checkpoint to resume from; its parameters belong to the last epoch when none is partial. */
  save(state: TrainingState): Promise<void>
  /** Parameters after a candidate epoch. */
  parametersAfter(epoch: number): Promise<Float32Array[]>
}

/**
 * Starts a run in a new or empty folder. Throws `training/run-exists` when a run is there already, `training/settings`,
 * and `training/too-few-positives` when there is nothing to train on or nothing to hold out.
 */
export async function createRun(folder: string, plan: TrainingPlan): Promise<TrainingRun> {
  checkPlan(plan)
  if (existsSync(join(folder, 'run.json'))) {
    throw new AnomaliteError(
      'training/run-exists',
      `${folder} holds a training run already. Resume it, or choose another name.`,
      { folder },
    )
  }
  const { positives, retraining, ...header } = plan
  const training = formulaLines(positives.training)
  const heldOut = formulaLines(positives.heldOut)
  await writeFileAtomically(join(folder, 'training.txt'), training)
  await writeFileAtomically(join(folder, 'held-out.txt'), heldOut)
  const run = {
    format: RUN_FORMAT,
    version: retraining ? RUN_VERSION : 1,
    ...header,
    trainingSha256: sha256(training),
    heldOutSha256: sha256(heldOut),
    ...(retraining && { retrainingSha256: await writeRetraining(folder, retraining) }),
  }
  await writeFileAtomically(join(folder, 'run.json'), JSON.stringify(runSchema.parse(run), null, 2))
  return trainingRun(folder, plan, null, [])
}

/** Writes the plan of a retraining; returns its SHA-256. */
async function writeRetraining(folder: string, retraining: RetrainingPlan): Promise<string> {
  const text = JSON.stringify(retrainingSchema.parse(retraining))
  await writeFileAtomically(join(folder, 'retraining.json'), text)
  return sha256(text)
}

/** What can be said of a run without reading its weights. */
export interface RunOutline extends Omit<TrainingPlan, 'positives' | 'retraining'> {
  /** Null for a plain training. */
  readonly retraining: Pick<RetrainingPlan, 'parent' | 'start' | 'folds'> | null
  /** Finished epochs. */
  readonly history: readonly EpochRecord[]
}

/** Reads what a run is and how far it has come. Throws `training/run-broken`, `training/run-newer`. */
export async function readRunOutline(folder: string): Promise<RunOutline> {
  const { name, createdAt, settings, source, retrainingSha256 } = await readHeader(folder)
  const retraining = retrainingSha256 === undefined ? null : await readRetraining(folder, retrainingSha256)
  const history = existsSync(join(folder, 'state.json')) ? (await readState(folder)).history : []
  return { name, createdAt, settings, source, retraining, history }
}

/**
 * Opens a run to resume or to read it. Throws `training/run-broken` when something in it is missing or damaged,
 * `training/run-newer` when a later version of the program began it.
 */
export async function openRun(folder: string): Promise<TrainingRun> {
  const header = await readHeader(folder)
  const formulas = async (file: string, expected: string) =>
    formulasOfLines(await readSealed(folder, file, expected))
  const { format: _, version: __, trainingSha256, heldOutSha256, retrainingSha256, ...rest } = header
  const plan: TrainingPlan = {
    ...rest,
    positives: {
      training: await formulas('training.txt', trainingSha256),
      heldOut: await formulas('held-out.txt', heldOutSha256),
    },
    ...(retrainingSha256 !== undefined && { retraining: await readRetraining(folder, retrainingSha256) }),
  }
  if (!existsSync(join(folder, 'state.json'))) return trainingRun(folder, plan, null, [])
  const { step, history, partialEpoch, adam, candidates } = await readState(folder)
  const lengths = parameterLengths(plan)
  // Damage shows now, not when the training is done and its selected epoch is wanted.
  for (const candidate of candidates) await readFloats(folder, candidate, lengths)
  const arrays = await readFloats(folder, adam, [...lengths, ...lengths, ...lengths])
  const part = (index: number) => arrays.slice(index * lengths.length, (index + 1) * lengths.length)
  const adamState = { step, parameters: part(0), firstMoments: part(1), secondMoments: part(2) }
  return trainingRun(folder, plan, { history, partialEpoch, adam: adamState }, candidates)
}

async function readRetraining(folder: string, expected: string): Promise<RetrainingPlan> {
  const text = await readSealed(folder, 'retraining.json', expected)
  return checked(folder, 'retraining.json', retrainingSchema, JSON.parse(text))
}

/** A text file that must be as it was written. */
async function readSealed(folder: string, file: string, expected: string): Promise<string> {
  const text = await readPart(folder, file)
  if (sha256(text) !== expected) throw broken(folder, `${file} was changed or cut short`)
  return text
}

type CandidateFile = z.infer<typeof stateSchema>['candidates'][number]

function trainingRun(
  folder: string,
  plan: TrainingPlan,
  state: TrainingState | null,
  savedCandidates: readonly CandidateFile[],
): TrainingRun {
  let candidates = savedCandidates
  return {
    folder,
    plan,
    state,
    async save({ history, partialEpoch, adam }) {
      const adamFile = `adam-${adam.step}.bin`
      const adamBytes = floatBytes([...adam.parameters, ...adam.firstMoments, ...adam.secondMoments])
      await writeFileAtomically(join(folder, adamFile), adamBytes)

      const wanted = choosableEpochs(history, epochRule(plan)).map(({ epoch }) => epoch)
      const kept = candidates.filter(({ epoch }) => wanted.includes(epoch))
      const last = history.at(-1)?.epoch
      const isKept = kept.some(({ epoch }) => epoch === last)
      if (last !== undefined && partialEpoch === null && wanted.includes(last) && !isKept) {
        const bytes = floatBytes(adam.parameters)
        const file = `epoch-${last}.bin`
        await writeFileAtomically(join(folder, file), bytes)
        kept.push({ epoch: last, file, sha256: sha256(bytes) })
      }
      const saved = {
        step: adam.step,
        history,
        partialEpoch,
        adam: { file: adamFile, sha256: sha256(adamBytes) },
        candidates: kept,
      }
      await writeFileAtomically(join(folder, 'state.json'), JSON.stringify(saved))
      candidates = kept
      await removeOthers(folder, [adamFile, ...kept.map(({ file }) => file)])
    },
    async parametersAfter(epoch) {
      const file = candidates.find(candidate => candidate.epoch === epoch)
      if (!file) throw broken(folder, `the weights of epoch ${epoch} are not kept`)
      return readFloats(folder, file, parameterLengths(plan))
    },
  }
}

function parameterLengths({ settings }: TrainingPlan): number[] {
  return parameterShapes(settings).map(shape => shape.reduce((a, b) => a * b))
}

function checkPlan({ name, settings, positives: { training, heldOut } }: TrainingPlan): void {
  if (name === '') throw new AnomaliteError('training/settings', 'A training needs a name; give it one.')
  checkSettings(settings)
  if (training.length > 0 && heldOut.length > 0) return
  throw new AnomaliteError(
    'training/too-few-positives',
    `There are ${training.length} formulas to train on and ${heldOut.length} to hold out; both need at least one. Give more formulas.`,
    { training: training.length, heldOut: heldOut.length },
  )
}

async function readHeader(folder: string): Promise<z.infer<typeof runSchema>> {
  const declared = await readJson(folder, 'run.json')
  const { success, data } = versionedSchema.safeParse(declared)
  if (success && data.version > RUN_VERSION) {
    throw new AnomaliteError(
      'training/run-newer',
      `The training run in ${folder} was begun by a newer Anomalite. Update the program to resume it.`,
      { folder, version: data.version },
    )
  }
  const header = checked(folder, 'run.json', runSchema, declared)
  try {
    checkSettings(header.settings)
  } catch (cause) {
    throw broken(folder, cause instanceof Error ? cause.message : String(cause), cause)
  }
  return header
}

async function readState(folder: string): Promise<z.infer<typeof stateSchema>> {
  return checked(folder, 'state.json', stateSchema, await readJson(folder, 'state.json'))
}

function checked<T>(folder: string, file: string, schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const { path, message } = result.error.issues[0]!
  throw broken(folder, `${file}, ${path.join('.') || 'top level'}: ${message}`)
}

async function readJson(folder: string, file: string): Promise<unknown> {
  const text = await readPart(folder, file)
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw broken(folder, `${file} is not valid JSON`, cause)
  }
}

async function readPart(folder: string, file: string): Promise<string> {
  try {
    return await readFile(join(folder, file), 'utf8')
  } catch (cause) {
    throw broken(folder, `${file} cannot be read`, cause)
  }
}

async function readFloats(
  folder: string,
  { file, sha256: expected }: z.infer<typeof fileSchema>,
  lengths: readonly number[],
): Promise<Float32Array[]> {
  const bytes = await readFile(join(folder, file)).catch(cause => {
    throw broken(folder, `${file} cannot be read`, cause)
  })
  if (sha256(bytes) !== expected) throw broken(folder, `${file} was changed or cut short`)
  try {
    return floatArrays(bytes, lengths)
  } catch (cause) {
    throw broken(folder, `${file} does not fit the network`, cause)
  }
}

/** Weights that no checkpoint names any more, and what interrupted writes left. */
async function removeOthers(folder: string, kept: readonly string[]): Promise<void> {
  const files = await readdir(folder)
  const stale = files.filter(file => /\.(bin|partial)$/.test(file) && !kept.includes(file))
  await Promise.all(stale.map(file => rm(join(folder, file), { force: true })))
}

function broken(folder: string, what: string, cause?: unknown): AnomaliteError {
  return new AnomaliteError(
    'training/run-broken',
    `The training run in ${folder} cannot be used: ${what}. Start a new run.`,
    { folder },
    { cause },
  )
}

/** The losses alone, for a model's manifest. */
export function lossHistory(history: readonly EpochRecord[]): EpochLosses[] {
  return history.map(({ epoch, trainingLoss, validationLoss }) => ({ epoch, trainingLoss, validationLoss }))
}
