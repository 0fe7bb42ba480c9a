import { createReadStream, existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AnomaliteError } from '../../domain/error.ts'
import { syncFolder, writeFolderAtomically } from '../../durable/index.ts'
import {
  completeTrials,
  createStudy,
  hasStudy,
  keptTrials,
  ofStudy,
  type PositivesSource,
  readManifest,
  readStudyOutline,
  type Study,
  type StudyAim,
  type StudyOrigin,
  type StudyOutline,
  splitPositives,
  type TrainingSettings,
  trialModelFolder,
  writeManifest,
} from '../../engine/index.ts'
import { lockFolder } from '../../library/index.ts'
import { folderName, modelsFolder, studiesFolder } from '../folders.ts'
import type { Model } from '../models.ts'
import { writeLabelled } from '../training/labelled-file.ts'
import { ownModel, refuseTakenName, type TrainingSet } from '../training/run.ts'

/** Where a study lies, whether it was begun or not. */
export function studyFolder(data: string, name: string): string {
  return join(studiesFolder(data), folderName(name))
}

/** Whether the study that a model comes from is still there, and not another that took its name. */
export async function isStillThere(data: string, { id, createdAt }: StudyOrigin): Promise<boolean> {
  const folder = join(studiesFolder(data), id)
  // Of a model that was imported: its id is a folder's name, or leads nowhere.
  if (folderName(id) !== id || !hasStudy(folder)) return false
  const outline = await readStudyOutline(folder).catch((error: unknown) => {
    if (error instanceof AnomaliteError) return null
    throw error
  })
  return outline?.createdAt === createdAt
}

export interface StudyShelf {
  readonly studies: readonly { readonly id: string; readonly outline: StudyOutline }[]
  /** Those that cannot be read, and why. */
  readonly broken: readonly { readonly id: string; readonly error: AnomaliteError }[]
}

/** All studies of a data folder, the newest first. */
export async function listStudies(data: string): Promise<StudyShelf> {
  const ids = await readdir(studiesFolder(data)).catch((): string[] => [])
  const studies: { id: string; outline: StudyOutline }[] = []
  const broken: { id: string; error: AnomaliteError }[] = []
  for (const id of ids.filter(id => hasStudy(join(studiesFolder(data), id)))) {
    try {
      studies.push({ id, outline: await readStudyOutline(join(studiesFolder(data), id)) })
    } catch (error) {
      if (!(error instanceof AnomaliteError)) throw error
      broken.push({ id, error })
    }
  }
  return {
    studies: studies.toSorted((a, b) => b.outline.createdAt.localeCompare(a.outline.createdAt)),
    broken,
  }
}

/** Throws `study/exists` when a name cannot be given to a new study. */
export function refuseTakenStudy(data: string, name: string): void {
  if (!hasStudy(studyFolder(data, name))) return
  throw new AnomaliteError('study/exists', `There is a study “${name}” already. Choose another name.`, {
    name,
  })
}

/** Begins a study in a data folder. Throws `study/exists`, `study/aim`, `training/settings`. */
export async function beginStudy(
  data: string,
  name: string,
  { positives, labelled }: TrainingSet,
  source: PositivesSource,
  settings: TrainingSettings,
  aim: StudyAim,
): Promise<Study> {
  refuseTakenStudy(data, name)
  const folder = studyFolder(data, name)
  // What a beginning that was cut short left here is no study.
  await rm(folder, { recursive: true, force: true })
  try {
    if (labelled.length > 0) await writeLabelled(folder, labelled)
    return await createStudy(folder, {
      name,
      createdAt: new Date().toISOString(),
      aim,
      settings,
      source,
      positives: splitPositives(positives, settings.trainingShare, settings.seed),
    })
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

/**
 * Makes the model of a trial a model of the data folder, under a name of its own, with where it comes from; the study
 * keeps it as well.
 * Throws `study/no-model` when the trial has none that is kept, `model/exists`, `training/run-exists`.
 */
export async function adoptTrial(data: string, study: string, number: number, name: string): Promise<Model> {
  const source = trialModelFolder(join(studiesFolder(data), study), number)
  const { name: studyName, createdAt, aim, trials } = await readStudyOutline(join(studiesFolder(data), study))
  if (!keptTrials(aim, trials).includes(number) || !existsSync(source)) {
    throw new AnomaliteError(
      'study/no-model',
      `The study keeps no model of trial ${number}: only of the best one, or the best of each size.`,
      { trial: number },
    )
  }
  await refuseTakenName(data, name)
  const shelf = modelsFolder(data)
  const arrived = join(shelf, `.${folderName(name)}.arriving`)
  await rm(arrived, { recursive: true, force: true })
  try {
    const files = await readdir(source)
    await writeFolderAtomically(
      arrived,
      Object.fromEntries(files.map(file => [file, createReadStream(join(source, file))])),
    )
    const origin: StudyOrigin = {
      id: study,
      createdAt,
      name: studyName,
      aim,
      trial: number,
      completeTrials: completeTrials(trials).length,
    }
    await writeManifest(arrived, ofStudy({ ...(await readManifest(arrived)), name }, origin))
    const folder = join(shelf, folderName(name))
    await rename(arrived, folder)
    await syncFolder(shelf)
    return await ownModel(folder)
  } catch (error) {
    await rm(arrived, { recursive: true, force: true })
    throw error
  }
}

const binFolder = (data: string) => join(data, 'bin', 'studies')

/** Moves a study into the bin of the data folder; returns its name there. Throws `library/in-use` while it is carried out. */
export async function binStudy(data: string, id: string): Promise<string> {
  const folder = join(studiesFolder(data), id)
  lockFolder(folder).release()
  await mkdir(binFolder(data), { recursive: true })
  const binned = `${id}-${Date.now()}`
  await rename(folder, join(binFolder(data), binned))
  return binned
}

/** Takes a study out of the bin. Throws `study/not-binned`, and `study/exists` when its place is taken. */
export async function restoreStudy(data: string, binned: string): Promise<string> {
  const names = await readdir(binFolder(data)).catch((): string[] => [])
  if (!names.includes(binned)) {
    throw new AnomaliteError('study/not-binned', `The study “${binned}” is no longer in the bin.`, { binned })
  }
  const id = binned.replace(/-\d+$/, '')
  refuseTakenStudy(data, id)
  await mkdir(studiesFolder(data), { recursive: true })
  await rename(join(binFolder(data), binned), join(studiesFolder(data), id))
  return id
}
