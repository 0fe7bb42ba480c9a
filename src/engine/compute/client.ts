import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { AnomaliteError } from '../../domain/error.ts'
import type { BackendName } from '../backend/backend.ts'
import { nativeLibraryEnvironment } from './environment.ts'
import type {
  ComputeCalls,
  ComputeMethod,
  ComputeRequest,
  ComputeResponse,
  EngineDescription,
} from './protocol.ts'

/** How a call is steered and followed. */
export interface CallOptions<M extends ComputeMethod> {
  /** Aborting cancels the call; it then rejects with what the process says of it. */
  readonly signal?: AbortSignal
  readonly onEvent?: (event: ComputeCalls[M]['event']) => void
}

/** A running call. */
export interface ComputeCall<M extends ComputeMethod> {
  readonly result: Promise<ComputeCalls[M]['output']>
  pause(): void
  resume(): void
}

/** A compute process with its back end started. */
export interface ComputeProcess {
  readonly engine: EngineDescription
  readonly pid: number
  call<M extends ComputeMethod>(
    method: M,
    input: ComputeCalls[M]['input'],
    options?: CallOptions<M>,
  ): ComputeCall<M>
  /** Ends the process, after the checkpoint of a training; calls still running reject with `compute/stopped`. */
  stop(): Promise<void>
}

/** How long a process that was asked to stop may take, its last checkpoint included. */
const STOP_TIMEOUT_MS = 10_000

interface Waiting {
  readonly resolve: (output: unknown) => void
  readonly reject: (error: AnomaliteError) => void
  readonly onEvent: (event: unknown) => void
}

/**
 * Starts a compute process on the named back end, or the best that works.
 * When the process dies, every call on it rejects with `compute/stopped`.
 */
export async function startCompute(backend: BackendName | 'auto' = 'auto'): Promise<ComputeProcess> {
  const child = fork(fileURLToPath(new URL('./process.ts', import.meta.url)), {
    serialization: 'advanced',
    // TensorFlow logs on both streams; standard output belongs to the program's own results.
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2', ...nativeLibraryEnvironment() },
  })
  let lastWords = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-2000)
  })
  const waiting = new Map<number, Waiting>()
  let nextId = 1
  let gone: AnomaliteError | null = null
  const ended = Promise.withResolvers<void>()

  const end = (how: string) => {
    gone ??= new AnomaliteError(
      'compute/stopped',
      `The compute process ended (${how}). ${lastWords.trim()}`.trim(),
      { how },
    )
    for (const { reject } of waiting.values()) reject(gone)
    waiting.clear()
    ended.resolve()
  }
  child.on('error', error => end(error.message))
  child.on('exit', (code, signal) => end(signal ?? `exit code ${code}`))
  child.on('message', (response: ComputeResponse) => {
    const call = waiting.get(response.id)
    if (!call) return
    if ('event' in response) return call.onEvent(response.event)
    waiting.delete(response.id)
    if ('output' in response) return call.resolve(response.output)
    const { code, message, details } = response.error
    call.reject(new AnomaliteError(code, message, details))
  })
  const send = (request: ComputeRequest) => {
    if (child.connected) child.send(request)
  }

  function call<M extends ComputeMethod>(
    method: M,
    input: ComputeCalls[M]['input'],
    { signal, onEvent }: CallOptions<M> = {},
  ): ComputeCall<M> {
    const id = nextId++
    const { promise, resolve, reject } = Promise.withResolvers<ComputeCalls[M]['output']>()
    const cancel = () => send({ id, control: 'cancel' })
    if (gone) reject(gone)
    else {
      waiting.set(id, {
        resolve: resolve as (output: unknown) => void,
        reject,
        onEvent: (onEvent ?? (() => undefined)) as (event: unknown) => void,
      })
      send({ id, method, input } as ComputeRequest)
      if (signal?.aborted) cancel()
      signal?.addEventListener('abort', cancel, { once: true })
    }
    return {
      result: promise.finally(() => signal?.removeEventListener('abort', cancel)),
      pause: () => send({ id, control: 'pause' }),
      resume: () => send({ id, control: 'resume' }),
    }
  }

  const stop = async () => {
    if (child.connected) child.disconnect()
    // In the midst of a long native call it hears nothing. Killing it then loses no more than its last checkpoint.
    const kill = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS)
    await ended.promise
    clearTimeout(kill)
  }
  try {
    return { engine: await call('start', { backend }).result, pid: child.pid!, call, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
