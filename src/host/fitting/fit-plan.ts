import { createHash } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { AnomaliteError } from '../../domain/error.ts'
import { writeFileAtomically } from '../../durable/index.ts'
import {
  type LabelledFormula,
  type PositivesSource,
  STABILITY_DEFINITION_SHA256,
} from '../../engine/index.ts'
import { readLabelled, writeLabelled } from '../training/labelled-file.ts'
import { refuseTakenName } from '../training/run.ts'
import { FIT_FILE, fitFolder } from './fit-folder.ts'

/** What to fit a stability model to: with the program, all that decides it. */
export interface FitChoice {
  readonly name: string
  /** Distinct canonical formulas of known stable compounds. */
  readonly positives: readonly string[]
  /** What the model is judged by afterwards; it takes no part in fitting. */
  readonly labelled: readonly LabelledFormula[]
  readonly source: PositivesSource
  readonly seed: number
  /** Whether to fit a second time with whole chemical systems held out, which only judges. */
  readonly judgedBy: JudgedBy
}

export type JudgedBy = 'compounds' | 'compounds-and-systems'

/** A fit that was begun, as its folder tells. */
export interface FitPlan extends Pick<FitChoice, 'name' | 'source' | 'seed' | 'judgedBy'> {
  readonly createdAt: string
  /** Of the choice: equal ones give equal models. */
  readonly choiceSha256: string
}

/** Raised when the stages that an earlier version kept would no longer give the model that it would have made. */
const PLAN_VERSION = 1

const planSchema = z.strictObject({
  version: z.literal(PLAN_VERSION),
  name: z.string(),
  createdAt: z.iso.datetime(),
  source: z.strictObject({
    description: z.string(),
    maxEnergyAboveHullEvPerAtom: z.number().nullable(),
    attribution: z.array(z.string()),
  }),
  seed: z.int(),
  judgedBy: z.enum(['compounds', 'compounds-and-systems']),
  choiceSha256: z.string(),
})

const POSITIVES_FILE = 'positives.txt'
const LABELLED_FILE = 'labelled.csv'

/**
 * Begins a fit in a data folder: all that it is carried out by lies there, so that it can go on when what it came from
 * has changed. Throws what `refuseTakenName` throws, and `file/not-written`.
 */
export async function beginFit(data: string, choice: FitChoice): Promise<FitPlan> {
  const { name, positives, labelled, source, seed, judgedBy } = choice
  await refuseTakenName(data, name)
  const folder = fitFolder(data, name)
  const plan: FitPlan = {
    name,
    createdAt: new Date().toISOString(),
    source,
    seed,
    judgedBy,
    choiceSha256: choiceSha256(choice),
  }
  try {
    // What a beginning that was cut short left here is no fit.
    await rm(folder, { recursive: true, force: true })
    await writeFileAtomically(join(folder, POSITIVES_FILE), positives.map(formula => `${formula}\n`).join(''))
    await writeLabelled(folder, labelled)
    // The last: where it is, the rest is whole.
    await writeFileAtomically(join(folder, FIT_FILE), JSON.stringify({ version: PLAN_VERSION, ...plan }))
    return plan
  } catch (error) {
    await rm(folder, { recursive: true, force: true }).catch(() => undefined)
    throw error
  }
}

/** Reads the plan of the fit in a folder. Throws `fit/broken` for one that cannot go on. */
export async function readPlan(folder: string): Promise<FitPlan> {
  const declared: unknown = await readFile(join(folder, FIT_FILE), 'utf8')
    .then(text => JSON.parse(text))
    .catch(broken(folder))
  const parsed = planSchema.safeParse(declared)
  if (!parsed.success) return broken(folder)(parsed.error)
  const { version: _, ...plan } = parsed.data
  return plan
}

/** Reads all that a fit is carried out by. Throws `fit/broken` where a file of it was changed. */
export async function readChoice(folder: string): Promise<FitChoice> {
  const { name, source, seed, judgedBy, choiceSha256: sealed } = await readPlan(folder)
  const positives = await readFile(join(folder, POSITIVES_FILE), 'utf8').catch(broken(folder))
  const labelled = await readLabelled(join(folder, LABELLED_FILE)).catch(broken(folder))
  const choice = { name, source, seed, judgedBy, positives: positives.trimEnd().split('\n'), labelled }
  if (choiceSha256(choice) !== sealed) return broken(folder)(null)
  return choice
}

/** Tells choices apart by all that decides the model but its name, what this program knows of elements among it. */
export function choiceSha256({ positives, labelled, source, seed, judgedBy }: FitChoice): string {
  const energies = labelled.map(({ formula, energyAboveHullEvPerAtom }) => [
    formula,
    energyAboveHullEvPerAtom,
  ])
  const { description, maxEnergyAboveHullEvPerAtom, attribution } = source
  return createHash('sha256')
    .update(
      JSON.stringify([
        STABILITY_DEFINITION_SHA256,
        positives,
        energies,
        description,
        maxEnergyAboveHullEvPerAtom,
        attribution,
        seed,
        judgedBy,
      ]),
    )
    .digest('hex')
}

function broken(folder: string): (cause: unknown) => never {
  return cause => {
    throw new AnomaliteError(
      'fit/broken',
      `The unfinished fit in ${folder} cannot go on: what it was begun with was changed, or by another version of Anomalite. Give it up and begin anew.`,
      { folder },
      { cause },
    )
  }
}
