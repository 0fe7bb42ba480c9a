import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { isStabilityFolder, readStabilityManifest } from '../../engine/index.ts'
import { lockFolder } from '../../library/index.ts'
import { folderName, modelsFolder } from '../folders.ts'
import type { StabilityModel } from '../models.ts'
import type { ThreadPriority } from '../stability/thread-priority.ts'
import { fitFolder, hasFit } from './fit-folder.ts'
import type { FitProgress } from './fit-forests.ts'
import { fitInThread } from './fit-thread.ts'

export interface FitOptions {
  readonly signal: AbortSignal
  readonly priority: ThreadPriority
  onProgress(progress: FitProgress): void
}

/**
 * Carries out the fit of that name, from where it was, and keeps the model in the data folder; the fit's folder goes
 * then. Ended early, by whatever, it can be finished later. Throws `library/in-use` when another program is at it,
 * `fit/broken`, `fit/stopped`, `file/not-written`, and the signal's reason.
 */
export async function finishFit(data: string, name: string, options: FitOptions): Promise<StabilityModel> {
  const runFolder = fitFolder(data, name)
  // Two fits in one folder would compute all of it twice.
  const lock = lockFolder(runFolder)
  let isOver = false
  try {
    const modelFolder = modelFolderOf(data, name)
    // The program may have ended when the model was written, and before the fit's folder was gone.
    if (!existsSync(modelFolder)) {
      const { priority, signal, onProgress } = options
      await fitInThread({ runFolder, modelFolder, priority }, signal, onProgress)
    }
    isOver = true
    return await ownModel(modelFolder)
  } finally {
    lock.release()
    if (isOver) await rm(runFolder, { recursive: true })
  }
}

/** Removes an unfinished fit and all it computed. Throws `library/in-use` when another program is at it. */
export async function discardFit(data: string, name: string): Promise<void> {
  if (!hasFit(data, name)) return
  const folder = fitFolder(data, name)
  lockFolder(folder).release()
  await rm(folder, { recursive: true, force: true })
}

/** The model that a fit of a name and of a seed (null: of any) has become, where the fit is no more; null where there is none. */
export async function modelOfFit(
  data: string,
  name: string,
  seed: number | null,
): Promise<StabilityModel | null> {
  const folder = modelFolderOf(data, name)
  if (hasFit(data, name) || !isStabilityFolder(folder)) return null
  const model = await ownModel(folder)
  return seed === null || model.manifest.seed === seed ? model : null
}

function modelFolderOf(data: string, name: string): string {
  return join(modelsFolder(data), folderName(name))
}

async function ownModel(folder: string): Promise<StabilityModel> {
  const manifest = await readStabilityManifest(folder)
  return { kind: 'stability', id: basename(folder), folder, origin: 'own', manifest }
}
