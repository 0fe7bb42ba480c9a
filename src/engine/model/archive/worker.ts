/** A thread that packs or unpacks one model: checking every number of one takes longer than a window may wait. */
import { parentPort, workerData } from 'node:worker_threads'
import { AnomaliteError } from '../../../domain/error.ts'
import type { ArchiveOutcome, ArchiveTask } from './client.ts'
import { packLayersModel, packModel } from './pack.ts'
import { unpackModel } from './unpack.ts'

parentPort?.postMessage(await outcomeOf(workerData as ArchiveTask))

async function outcomeOf(task: ArchiveTask): Promise<ArchiveOutcome> {
  try {
    if (task.kind === 'unpack') await unpackModel(task.file, task.fileName, task.folder)
    else if (task.kind === 'pack') await packModel(task.folder, task.note, task.file)
    else await packLayersModel(task.folder, task.file)
    return 'done'
  } catch (error) {
    // Anything else is a defect: it ends the thread, and who asked is told.
    if (!(error instanceof AnomaliteError)) throw error
    const { code, message, details } = error
    return { code, message, details }
  }
}
