/**
 * The compute process: TensorFlow and nothing else, so that its memory, its crashes and its long steps are its own.
 * Speaks the protocol over the channel of the process that forked it, and ends when that channel closes.
 */
import { AnomaliteError } from '../../domain/error.ts'
import { parseFormula } from '../../domain/formula/index.ts'
import { type StartedBackend, startBackend } from '../backend/start.ts'
import { buildModel } from '../model/build.ts'
import { writeModel } from '../model/model-file.ts'
import { openRun } from '../training/run.ts'
import { train } from '../training/trainer.ts'
import { LoadedModel } from './loaded-model.ts'
import { probe } from './probe.ts'
import type { ComputeCalls, ComputeMethod, ComputeRequest, ComputeResponse } from './protocol.ts'

/** How a call is steered from outside while it runs. */
class CallControl {
  private readonly abort = new AbortController()
  private paused: { readonly until: Promise<void>; readonly end: () => void } | null = null
  readonly signal = this.abort.signal

  cancel(): void {
    this.abort.abort(new AnomaliteError('compute/cancelled', 'Stopped before it was done, as asked.'))
    this.resume()
  }

  pause(): void {
    if (this.paused || this.signal.aborted) return
    const { promise, resolve } = Promise.withResolvers<void>()
    this.paused = { until: promise, end: resolve }
  }

  resume(): void {
    this.paused?.end()
    this.paused = null
  }

  async whenRunning(): Promise<void> {
    await this.paused?.until
  }
}

type Handler<M extends ComputeMethod> = (
  input: ComputeCalls[M]['input'],
  control: CallControl,
  tell: (event: ComputeCalls[M]['event']) => void,
) => Promise<ComputeCalls[M]['output']>

let started: StartedBackend | null = null
const loadedModel = new LoadedModel()

const handlers: { readonly [M in ComputeMethod]: Handler<M> } = {
  async start({ backend }) {
    started ??= await startBackend(backend)
    const { name, device } = started.backend
    return { backend: name, device, passedOver: started.passedOver }
  },

  async score({ modelFolder, formulas }, { signal }, tell) {
    const compositions = formulas.map(formula => parseFormula(formula))
    return loadedModel.use(backend(), modelFolder, autoencoder =>
      autoencoder.score(compositions, { signal, onBatch: tell }),
    )
  },

  async train({ runFolder, modelFolder }, control, tell) {
    const run = await openRun(runFolder)
    const outcome = await train(backend(), run, {
      signal: control.signal,
      whenRunning: () => control.whenRunning(),
      onProgress: progress => tell({ progress }),
      onEpoch: epoch => tell({ epoch }),
    })
    await writeModel(modelFolder, await buildModel(backend(), run.plan, outcome, control.signal))
    return { selectedEpoch: outcome.selected.epoch, epochs: outcome.history.length }
  },

  probe: async ({ seconds }) => probe(backend(), seconds),
}

function backend() {
  if (!started) throw new AnomaliteError('compute/not-started', 'The compute process has no back end yet.')
  return started.backend
}

const running = new Map<number, CallControl>()

process.on('message', (request: ComputeRequest) => {
  if ('control' in request) running.get(request.id)?.[request.control]()
  else void answer(request)
})

async function answer({
  id,
  method,
  input,
}: Extract<ComputeRequest, { method: ComputeMethod }>): Promise<void> {
  const send = (response: ComputeResponse) => {
    // A channel that closes meanwhile is told by its own event; here it must not end the process before its checkpoint.
    if (process.connected) process.send?.(response, () => undefined)
  }
  const control = new CallControl()
  running.set(id, control)
  try {
    const handle = handlers[method] as Handler<ComputeMethod>
    send({ id, output: await handle(input as never, control, event => send({ id, event })) })
  } catch (error) {
    send({ id, error: errorOf(error) })
  } finally {
    running.delete(id)
  }
}

function errorOf(error: unknown): Extract<ComputeResponse, { error: unknown }>['error'] {
  if (error instanceof AnomaliteError) {
    return { code: error.code, message: error.message, details: error.details }
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { code: 'compute/failed', message: `The computation failed: ${message}`, details: {} }
}

// The terminal sends Ctrl-C to the whole group of processes; what it means is the parent's to say.
process.on('SIGINT', () => undefined)

// Without its parent a training goes on to its next checkpoint and stops there.
process.on('disconnect', () => {
  for (const control of running.values()) control.cancel()
  setTimeout(() => process.exit(), running.size > 0 ? 5_000 : 0).unref()
})
