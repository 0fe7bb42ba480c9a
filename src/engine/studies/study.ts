import { existsSync } from 'node:fs'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import { AnomaliteError } from '../../domain/error.ts'
import { writeFileAtomically } from '../../durable/index.ts'
import { sha256 } from '../floats.ts'
import { formulaLines, formulasOfLines } from '../formula-lines.ts'
import type { TrainingPlan } from '../training/run.ts'
import type { PositivesSource } from '../training/run-format.ts'
import { checkSettings, type TrainingSettings } from '../training/settings.ts'
import type { Split } from '../training/split.ts'
import {
  STUDY_FORMAT,
  STUDY_VERSION,
  type StudyAim,
  studySchema,
  type Trial,
  trialSchema,
  versionedSchema,
} from './study-format.ts'
import { keptTrials, nextTrial, trialSettings } from './trials.ts'

/** What a study is from its first trial to its last. Formulas are canonical. */
export interface StudyPlan {
  readonly name: string
  readonly createdAt: string
  readonly aim: StudyAim
  readonly settings: TrainingSettings
  readonly source: PositivesSource
  /** The same for all trials, so that their losses can be compared. */
  readonly positives: Split<string>
}

/** A study without its formulas. */
export interface StudyOutline extends Omit<StudyPlan, 'positives'> {
  readonly trainingSha256: string
  readonly heldOutSha256: string
  /** In their order; of those that have ended with what came of them. */
  readonly trials: readonly Trial[]
}

/**
 * A study on disk: its plan, a file for each trial, the training run of each trial under way, and the models that are
 * worth keeping. Every file is whole or absent, and what a trial is to try is written before it is tried.
 */
export interface Study {
  readonly folder: string
  readonly plan: StudyPlan
  readonly trials: readonly Trial[]
  /** Begins the next trial and writes it down; null when all have been begun. */
  begin(): Promise<Trial | null>
  /** Writes down what came of a trial, and removes what is no longer needed of it and of others. */
  end(trial: Trial): Promise<void>
  /** The training run that a trial is. */
  trainingPlan(trial: Trial): TrainingPlan
  /** Removes what a stop in the midst of `end` has left. */
  tidy(): Promise<void>
}

const TRIALS = 'trials'
const RUNS = 'runs'
const MODELS = 'models'

/** Where the training run of a trial lies. */
export const trialRunFolder = (study: string, number: number) => join(study, RUNS, String(number))

/** Where the model of a trial lies, if the trial has ended with one and it is kept. */
export const trialModelFolder = (study: string, number: number) => join(study, MODELS, String(number))

/** Begins a study in a new or empty folder. Throws `study/exists`, `study/aim` and `training/settings`. */
export async function createStudy(folder: string, plan: StudyPlan): Promise<Study> {
  checkAim(plan.aim)
  checkSettings(plan.settings)
  if (existsSync(join(folder, 'study.json'))) {
    throw new AnomaliteError('study/exists', `${folder} holds a study already. Choose another name.`, {
      folder,
    })
  }
  const { positives, ...header } = plan
  const training = formulaLines(positives.training)
  const heldOut = formulaLines(positives.heldOut)
  await writeFileAtomically(join(folder, 'training.txt'), training)
  await writeFileAtomically(join(folder, 'held-out.txt'), heldOut)
  await writeHeader(folder, { ...header, trainingSha256: sha256(training), heldOutSha256: sha256(heldOut) })
  return study(folder, plan, [])
}

/** Whether a folder holds a study. */
export function hasStudy(folder: string): boolean {
  return existsSync(join(folder, 'study.json'))
}

/** Reads a study but its formulas. Throws `study/broken`, `study/newer`. */
export async function readStudyOutline(folder: string): Promise<StudyOutline> {
  const { format: _, version: __, ...header } = await readHeader(folder)
  return { ...header, trials: await readTrials(folder) }
}

/** Opens a study to go on with it. Throws `study/broken` when something in it is damaged, `study/newer`. */
export async function openStudy(folder: string): Promise<Study> {
  const { trainingSha256, heldOutSha256, trials, ...header } = await readStudyOutline(folder)
  const formulas = async (file: string, expected: string) => {
    const text = await readFile(join(folder, file), 'utf8').catch((cause: unknown) => {
      throw broken(folder, `${file} is missing`, cause)
    })
    if (sha256(text) !== expected) throw broken(folder, `${file} was changed or cut short`)
    return formulasOfLines(text)
  }
  const positives = {
    training: await formulas('training.txt', trainingSha256),
    heldOut: await formulas('held-out.txt', heldOutSha256),
  }
  return study(folder, { ...header, positives }, trials)
}

/** Gives a search another number of trials; those that have been begun stay. Throws `study/aim`, `study/broken`. */
export async function setTrials(folder: string, trials: number): Promise<void> {
  const { format: _, version: __, ...header } = await readHeader(folder)
  const { aim } = header
  if (aim.kind !== 'search') {
    throw new AnomaliteError('study/aim', 'Only a search can be given more trials; begin another sweep.')
  }
  const changed = { ...aim, trials }
  checkAim(changed)
  await writeHeader(folder, { ...header, aim: changed })
}

/** What every split of the same positives would be known by. */
export function splitFingerprint({ training, heldOut }: Split<string>) {
  return { trainingSha256: sha256(formulaLines(training)), heldOutSha256: sha256(formulaLines(heldOut)) }
}

function study(folder: string, plan: StudyPlan, saved: readonly Trial[]): Study {
  let trials = saved
  let begun = Promise.resolve()
  const save = (trial: Trial) =>
    writeFileAtomically(
      join(folder, TRIALS, `${trial.number}.json`),
      JSON.stringify(trialSchema.parse(trial)),
    )
  const tidy = async () => {
    const kept = keptTrials(plan.aim, trials)
    const open = trials.filter(({ outcome }) => outcome === null).map(({ number }) => number)
    await removeOthers(join(folder, RUNS), open)
    await removeOthers(join(folder, MODELS), [...open, ...kept])
  }
  return {
    folder,
    plan,
    get trials() {
      return trials
    },
    async begin() {
      const trial = nextTrial(plan.aim, plan.settings, trials)
      if (trial === null) return null
      trials = [...trials, trial]
      // One after the other: a kill must not leave a later trial without an earlier one.
      begun = begun.then(() => save(trial))
      await begun
      return trial
    },
    async end(trial) {
      await save(trial)
      trials = trials.map(other => (other.number === trial.number ? trial : other))
      await tidy()
    },
    trainingPlan: trial => ({
      name: `${plan.name} ${trial.number}`,
      createdAt: plan.createdAt,
      settings: trialSettings(plan.settings, trial),
      source: plan.source,
      positives: plan.positives,
    }),
    tidy,
  }
}

async function removeOthers(folder: string, numbers: readonly number[]): Promise<void> {
  const names = await readdir(folder).catch((): string[] => [])
  const others = names.filter(name => !numbers.map(String).includes(name.replace(/^\.(\d+)\.partial$/, '$1')))
  await Promise.all(others.map(name => rm(join(folder, name), { recursive: true, force: true })))
}

/** Far above what anybody waits for, and what a list of trials still shows. */
const MOST_TRIALS = 10_000
const LARGEST_LATENT_SIZE = 1024

/** Throws `study/aim`, naming what cannot be. */
export function checkAim(aim: StudyAim): void {
  const demand = (holds: boolean, what: string) => {
    if (!holds) throw new AnomaliteError('study/aim', what)
  }
  const isCount = (value: number, most: number) => Number.isInteger(value) && value >= 1 && value <= most
  if (aim.kind === 'search') {
    const { trials, batchSize, learningRate } = aim
    demand(isCount(trials, MOST_TRIALS), `A search has 1 to ${MOST_TRIALS} trials, not ${trials}.`)
    demand(
      isCount(batchSize.least, 100_000) && isCount(batchSize.most, 100_000),
      'Batch sizes are whole numbers from 1 to 100000.',
    )
    demand(learningRate.least > 0 && learningRate.most <= 1, 'Learning rates are above 0 and at most 1.')
    for (const { least, most } of [batchSize, learningRate]) {
      demand(least <= most, `A range begins with its smaller end; ${least} is above ${most}.`)
    }
    return
  }
  const { latentSizes, repeats } = aim
  demand(
    latentSizes.length > 0 && latentSizes.every(size => isCount(size, LARGEST_LATENT_SIZE)),
    `A sweep has one latent size or more, each a whole number from 1 to ${LARGEST_LATENT_SIZE}.`,
  )
  demand(
    new Set(latentSizes).size === latentSizes.length,
    'A sweep has every latent size once; repeats are extra.',
  )
  demand(
    isCount(repeats, MOST_TRIALS) && latentSizes.length * repeats <= MOST_TRIALS,
    `A sweep trains every size once or more, and ${MOST_TRIALS} networks at most.`,
  )
}

type Header = z.infer<typeof studySchema>

async function writeHeader(folder: string, header: Omit<Header, 'format' | 'version'>): Promise<void> {
  const whole = studySchema.parse({ format: STUDY_FORMAT, version: STUDY_VERSION, ...header })
  await writeFileAtomically(join(folder, 'study.json'), JSON.stringify(whole, null, 2))
}

async function readHeader(folder: string): Promise<Header> {
  const declared = await readJson(folder, 'study.json')
  const { success, data } = versionedSchema.safeParse(declared)
  if (success && data.version > STUDY_VERSION) {
    throw new AnomaliteError(
      'study/newer',
      `The study in ${folder} was begun by a newer Anomalite. Update the program to go on with it.`,
      { folder, version: data.version },
    )
  }
  const header = checked(folder, 'study.json', studySchema, declared)
  try {
    checkAim(header.aim)
    checkSettings(header.settings)
  } catch (cause) {
    throw broken(folder, cause instanceof Error ? cause.message : String(cause), cause)
  }
  return header
}

async function readTrials(folder: string): Promise<Trial[]> {
  const names = await readdir(join(folder, TRIALS)).catch((): string[] => [])
  const files = names.filter(name => /^\d+\.json$/.test(name))
  const trials = await Promise.all(
    files.map(async name => {
      const file = `${TRIALS}/${name}`
      return checked(folder, file, trialSchema, await readJson(folder, file))
    }),
  )
  const inOrder = trials.toSorted((a, b) => a.number - b.number)
  if (inOrder.some(({ number }, i) => number !== i + 1)) throw broken(folder, 'a trial is missing')
  return inOrder
}

function checked<T>(folder: string, file: string, schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const { path, message } = result.error.issues[0]!
  throw broken(folder, `${file}, ${path.join('.') || 'top level'}: ${message}`)
}

async function readJson(folder: string, file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(join(folder, file), 'utf8'))
  } catch (cause) {
    throw broken(folder, `${file} is missing or not valid JSON`, cause)
  }
}

function broken(folder: string, what: string, cause?: unknown): AnomaliteError {
  return new AnomaliteError(
    'study/broken',
    `The study in ${folder} cannot be used: ${what}. Begin another one.`,
    { folder },
    { cause },
  )
}
