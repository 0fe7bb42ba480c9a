import { AnomaliteError } from '../../domain/error.ts'
import type { BackendName } from '../backend/backend.ts'
import { forkCompute, type LaunchCompute } from './launch.ts'
import type { ComputePriority } from './priority.ts'
import type { ComputeCalls, ComputeMethod, ComputeRequest, EngineDescription } from './protocol.ts'

/** How a compute process comes to be. */
export interface StartOptions {
  readonly launch?: LaunchCompute
  readonly priority?: ComputePriority
}

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
  /** Asks for the result so far: a training ends with its best epoch. */
  finish(): void
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
  /** Resolves when the process has ended, whoever ended it, with what calls on it reject with. */
  readonly ended: Promise<AnomaliteError>
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
 * Starts a compute process on the named back end, or the best that works; forks it unless told how else to launch it.
 * When the process dies, every call on it rejects with `compute/stopped`.
 */
export async function startCompute(
  backend: BackendName | 'auto' = 'auto',
  { launch = forkCompute, priority = 'normal' }: StartOptions = {},
): Promise<ComputeProcess> {
  const channel = await launch()
  const waiting = new Map<number, Waiting>()
  let nextId = 1
  let gone: AnomaliteError | null = null
  const ended = Promise.withResolvers<AnomaliteError>()

  channel.onExit(how => {
    gone ??= new AnomaliteError(
      'compute/stopped',
      `The compute process ended (${how}). ${channel.stderrTail().trim()}`.trim(),
      { how },
    )
    for (const { reject } of waiting.values()) reject(gone)
    waiting.clear()
    ended.resolve(gone)
  })
  channel.onMessage(response => {
    const call = waiting.get(response.id)
    if (!call) return
    if ('event' in response) return call.onEvent(response.event)
    waiting.delete(response.id)
    if ('output' in response) return call.resolve(response.output)
    const { code, message, details } = response.error
    call.reject(new AnomaliteError(code, message, details))
  })

  function call<M extends ComputeMethod>(
    method: M,
    input: ComputeCalls[M]['input'],
    { signal, onEvent }: CallOptions<M> = {},
  ): ComputeCall<M> {
    const id = nextId++
    const { promise, resolve, reject } = Promise.withResolvers<ComputeCalls[M]['output']>()
    const cancel = () => channel.send({ id, control: 'cancel' })
    if (gone) reject(gone)
    else {
      waiting.set(id, {
        resolve: resolve as (output: unknown) => void,
        reject,
        onEvent: (onEvent ?? (() => undefined)) as (event: unknown) => void,
      })
      channel.send({ id, method, input } as ComputeRequest)
      if (signal?.aborted) cancel()
      signal?.addEventListener('abort', cancel, { once: true })
    }
    return {
      result: promise.finally(() => signal?.removeEventListener('abort', cancel)),
      pause: () => channel.send({ id, control: 'pause' }),
      resume: () => channel.send({ id, control: 'resume' }),
      finish: () => channel.send({ id, control: 'finish' }),
    }
  }

  const stop = async () => {
    channel.disconnect()
    // In the midst of a long native call it hears nothing. Killing it then loses no more than its last checkpoint.
    const kill = setTimeout(() => channel.kill(), STOP_TIMEOUT_MS)
    await ended.promise
    clearTimeout(kill)
  }
  try {
    const engine = await call('start', { backend, priority }).result
    return { engine, pid: channel.pid, call, ended: ended.promise, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
