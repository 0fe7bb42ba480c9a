import { AnomaliteError } from '../domain/error.ts'
import { type BackendName, type ComputeProcess, startCompute } from '../engine/index.ts'

/** Runs an action with a compute process, which ends with it. */
export async function withCompute<T>(
  engine: BackendName | 'auto',
  action: (compute: ComputeProcess) => Promise<T>,
): Promise<T> {
  const compute = await startCompute(engine)
  try {
    return await action(compute)
  } finally {
    await compute.stop()
  }
}

/** A signal that Ctrl-C or a request to end aborts; `done` gives both back to the terminal. */
export function interruptible(): { readonly signal: AbortSignal; done(): void } {
  const controller = new AbortController()
  const abort = () => controller.abort(new AnomaliteError('program/interrupted', 'Stopped, as asked.'))
  process.on('SIGINT', abort)
  process.on('SIGTERM', abort)
  return {
    signal: controller.signal,
    done() {
      process.off('SIGINT', abort)
      process.off('SIGTERM', abort)
    },
  }
}
