/** The thread that previews imports, one at a time. */
import { parentPort } from 'node:worker_threads'
import { AnomaliteError } from '../../domain/error.ts'
import { previewImport } from './import-preview.ts'
import type { PreviewOutcome, PreviewTask } from './preview-thread.ts'

parentPort?.on('message', async (task: PreviewTask) => parentPort?.postMessage(await outcomeOf(task)))

async function outcomeOf({ fileName, bytes, choice }: PreviewTask): Promise<PreviewOutcome> {
  try {
    return { preview: await previewImport({ fileName, bytes }, choice) }
  } catch (error) {
    // Anything else is a defect: it ends the thread, and who asked is told.
    if (!(error instanceof AnomaliteError)) throw error
    const { code, message, details } = error
    return { error: { code, message, details } }
  }
}
