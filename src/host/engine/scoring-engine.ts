import type { EngineState } from '../../contract/index.ts'
import { AnomaliteError } from '../../domain/error.ts'
import {
  type BackendName,
  type ComputeCalls,
  type ComputeMethod,
  type ComputePriority,
  type ComputeProcess,
  type LaunchCompute,
  startCompute,
} from '../../engine/index.ts'
import { CrashRecord } from './crash-record.ts'

/** A process that scores, and whatever takes its place when it dies. */
export interface ScoringEngine {
  state(): EngineState
  /** Waits for the process to be ready; carries the call out anew, once, when the process dies under it. */
  call<M extends 'score' | 'explain' | 'heldOutErrors' | 'probe' | 'compare'>(
    method: M,
    input: ComputeCalls[M]['input'],
    options?: { readonly signal?: AbortSignal; readonly onEvent?: (event: ComputeCalls[M]['event']) => void },
  ): Promise<ComputeCalls[M]['output']>
  /** Ends the process and starts one on a back end; also after repeated crashes have stopped it. */
  restart(backend: BackendName | 'auto'): Promise<EngineState>
  stop(): Promise<void>
}

const nothingYet: EngineState = {
  state: 'starting',
  backend: null,
  device: null,
  passedOver: [],
  trouble: null,
}

/** Starts the scoring process and keeps one alive: restarts it with growing waits, and stops after three crashes in five minutes. */
export function startScoringEngine(
  backend: BackendName | 'auto',
  priority: ComputePriority,
  launch: LaunchCompute | undefined,
  onState: (state: EngineState) => void,
): ScoringEngine {
  let state = nothingYet
  let process: Promise<ComputeProcess>
  /** The process that is ready; null while none is. A call that fails tells by it whose death it met. */
  let ready: ComputeProcess | null = null
  /** Raised by each start, so that the end of an earlier process is not taken for that of the present one. */
  let generation = 0
  let crashes = new CrashRecord()
  let chosen = backend

  const become = (next: EngineState) => {
    state = next
    onState(next)
  }

  const start = () => {
    const mine = ++generation
    process = startCompute(chosen, { priority, ...(launch && { launch }) })
    process.then(
      started => {
        if (mine !== generation) return
        ready = started
        // It may end while nobody asks it anything.
        void started.ended.then(error => {
          if (ready === started) crashed(mine, error)
        })
        const { engine } = started
        const passedOver = engine.passedOver.map(({ name, reason }) => ({ backend: name, reason }))
        become({ state: 'ready', backend: engine.backend, device: engine.device, passedOver, trouble: null })
      },
      error => crashed(mine, error),
    )
  }

  const crashed = (died: number, error: unknown) => {
    if (died !== generation) return
    ready = null
    const why = error instanceof Error ? error.message : String(error)
    const waitMs = crashes.add(Date.now())
    if (waitMs === null) {
      generation++
      const trouble = `Scoring has crashed three times in five minutes. Choose another engine in the settings, or start it again. ${why}`
      process = Promise.reject(new AnomaliteError('engine/stopped', trouble))
      process.catch(() => undefined)
      become({ ...nothingYet, state: 'stopped', trouble })
      return
    }
    become({ ...nothingYet, state: 'restarting', trouble: why })
    const next = ++generation
    process = new Promise((resolve, reject) => {
      setTimeout(() => {
        if (next !== generation) return reject(stopped())
        start()
        process.then(resolve, reject)
      }, waitMs)
    })
    process.catch(() => undefined)
  }

  const stopProcess = async () => {
    generation++
    ready = null
    const running = await process.catch(() => null)
    await running?.stop()
  }

  start()
  return {
    state: () => state,
    async call<M extends ComputeMethod>(
      method: M,
      input: ComputeCalls[M]['input'],
      options: { signal?: AbortSignal; onEvent?: (event: ComputeCalls[M]['event']) => void } = {},
    ) {
      for (let attempt = 1; ; attempt++) {
        const running = await process
        options.signal?.throwIfAborted()
        try {
          return await running.call(method, input, options).result
        } catch (error) {
          const died = error instanceof AnomaliteError && error.code === 'compute/stopped'
          if (died && running === ready) crashed(generation, error)
          if (!died || attempt === 2) throw error
        }
      }
    },
    async restart(backend) {
      become(nothingYet)
      chosen = backend
      crashes = new CrashRecord()
      await stopProcess()
      start()
      await process.catch(() => undefined)
      return state
    },
    stop: stopProcess,
  }
}

function stopped(): AnomaliteError {
  return new AnomaliteError('engine/stopped', 'Scoring was stopped.')
}
