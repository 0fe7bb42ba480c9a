import { AnomaliteError } from '../../domain/error.ts'
import type { Backend, BackendName } from './backend.ts'
import { startTensorFlow } from './tensorflow.ts'
import { startWasm } from './wasm.ts'

/** Back ends in order of preference. */
export const BACKEND_NAMES: readonly BackendName[] = ['tensorflow', 'wasm']

/** A back end that is not used here, and why. */
export interface PassedOver {
  readonly name: BackendName
  readonly reason: string
}

export interface StartedBackend {
  readonly backend: Backend
  /** Preferred back ends that could not be started. */
  readonly passedOver: readonly PassedOver[]
}

const STARTERS: Record<BackendName, () => Promise<Backend>> = {
  tensorflow: startTensorFlow,
  wasm: startWasm,
}

/**
 * Starts the named back end, or with `auto` the best that works. One back end per process.
 * Throws `engine/unavailable` when none of those asked for can be started.
 */
export async function startBackend(choice: BackendName | 'auto'): Promise<StartedBackend> {
  const passedOver: PassedOver[] = []
  for (const name of choice === 'auto' ? BACKEND_NAMES : [choice]) {
    try {
      return { backend: await STARTERS[name](), passedOver }
    } catch (error) {
      passedOver.push({ name, reason: firstLine(error) })
    }
  }
  const reasons = passedOver.map(({ name, reason }) => `${name}: ${reason}`).join('; ')
  throw new AnomaliteError(
    'engine/unavailable',
    `No back end could be started (${reasons}). Run "anomalite doctor" to see what is missing.`,
    { choice },
  )
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.split('\n', 1)[0] ?? ''
}
