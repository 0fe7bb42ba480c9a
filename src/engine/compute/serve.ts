import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Composition } from '../../domain/composition.ts'
import { AnomaliteError } from '../../domain/error.ts'
import { parseFormula } from '../../domain/formula/index.ts'
import type { Backend } from '../backend/backend.ts'
import { startBackend } from '../backend/start.ts'
import { slices } from '../batches.ts'
import { explain } from '../explanation.ts'
import { heldOutErrors } from '../held-out-errors.ts'
import { judge } from '../judgement.ts'
import { buildModel } from '../model/build.ts'
import { readFormulas, readManifest, writeModel } from '../model/model-file.ts'
import { compareModelFolders } from '../retraining/compare.ts'
import { validateByFolds } from '../retraining/validation.ts'
import { openRun } from '../training/run.ts'
import { train } from '../training/trainer.ts'
import { LoadedModel } from './loaded-model.ts'
import { inBatchesOf, takePriority } from './priority.ts'
import { probe } from './probe.ts'
import type { ComputeCalls, ComputeMethod, ComputeRequest, ComputeResponse } from './protocol.ts'

/** How a call is steered from outside while it runs. */
class CallControl {
  private readonly abort = new AbortController()
  private paused: { readonly until: Promise<void>; readonly end: () => void } | null = null
  private finishing = false
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

  /** Asks for the result so far. */
  finish(): void {
    this.finishing = true
    this.resume()
  }

  isFinishing(): boolean {
    return this.finishing
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

let started: Backend | null = null
const loadedModel = new LoadedModel()

/** Formulas read before others have their turn: some milliseconds' worth. */
const PARSED_AT_ONCE = 2048

/** Calls under way that take a few milliseconds and that a person waits for. */
const urgent = new Set<Promise<void>>()

/** Lets calls in that have come meanwhile, and waits for those that are urgent. */
async function turnOfOthers(): Promise<void> {
  await nextTurn()
  await Promise.all(urgent)
}

async function parsed(formulas: readonly string[], signal: AbortSignal): Promise<Composition[]> {
  const compositions: Composition[] = []
  for (const slice of slices(formulas, PARSED_AT_ONCE)) {
    compositions.push(...slice.map(formula => parseFormula(formula)))
    await turnOfOthers()
    signal.throwIfAborted()
  }
  return compositions
}

const handlers: { readonly [M in ComputeMethod]: Handler<M> } = {
  async start({ backend, priority }) {
    takePriority(priority)
    const { backend: chosen, passedOver } = await startBackend(backend)
    started = inBatchesOf(chosen, priority)
    return { backend: chosen.name, device: chosen.device, passedOver }
  },

  async score({ modelFolder, formulas }, { signal }, tell) {
    const compositions = await parsed(formulas, signal)
    return loadedModel.use(backend(), modelFolder, autoencoder =>
      autoencoder.score(compositions, { signal, onBatch: tell, afterBatch: turnOfOthers }),
    )
  },

  async explain({ modelFolder, formula }) {
    const composition = parseFormula(formula)
    return loadedModel.use(backend(), modelFolder, async autoencoder => explain(autoencoder, composition))
  },

  async heldOutErrors({ modelFolder, count }, { signal }, tell) {
    const formulas = await readFormulas(modelFolder, await readManifest(modelFolder), 'held-out.txt')
    const compositions = await parsed(formulas, signal)
    const onBatch = (done: number) => tell(done / compositions.length)
    return loadedModel.use(backend(), modelFolder, autoencoder =>
      heldOutErrors(autoencoder, compositions, count, { signal, onBatch, afterBatch: turnOfOthers }),
    )
  },

  async train({ runFolder, modelFolder }, control, tell) {
    const run = await openRun(runFolder)
    const outcome = await train(backend(), run, {
      signal: control.signal,
      whenRunning: () => control.whenRunning(),
      isFinishing: () => control.isFinishing(),
      onProgress: progress => tell({ progress }),
      onEpoch: epoch => tell({ epoch }),
    })
    await writeModel(modelFolder, await buildModel(backend(), run.plan, outcome, control.signal))
    return { selectedEpoch: outcome.selected.epoch, epochs: outcome.history.length }
  },

  async validate({ runFolder }, control, tell) {
    return validateByFolds(backend(), await openRun(runFolder), {
      signal: control.signal,
      whenRunning: () => control.whenRunning(),
      isFinishing: () => control.isFinishing(),
      onFold: tell,
    })
  },

  compare: (pair, { signal }, tell) => compareModelFolders(backend(), pair, { signal, onProgress: tell }),

  async judge({ modelFolder, labelled, maxEnergyAboveHullEvPerAtom }, control, tell) {
    const formulas = labelled.map(({ formula }) => formula)
    const errors = await handlers.score({ modelFolder, formulas }, control, tell)
    return judge(modelFolder, labelled, errors, maxEnergyAboveHullEvPerAtom)
  },

  probe: async ({ settings, seconds }) => probe(backend(), settings, seconds),
}

function backend() {
  if (!started) throw new AnomaliteError('compute/not-started', 'The compute process has no back end yet.')
  return started
}

/** The other end of the channel, seen from the compute process. */
export interface ServedChannel {
  /** Without effect once the channel is closed. */
  send(response: ComputeResponse): void
  onMessage(handler: (request: ComputeRequest) => void): void
  onClose(handler: () => void): void
}

/** How long a process whose channel has closed may take to its next checkpoint. */
const LAST_CHECKPOINT_MS = 5_000

/**
 * Answers the calls that come over the channel of this process, which is to do nothing else: it ends when the channel
 * closes, a training that runs after its next checkpoint.
 */
export function serveCompute(channel: ServedChannel): void {
  const running = new Map<number, { readonly method: ComputeMethod; readonly control: CallControl }>()
  channel.onMessage(request => {
    if ('control' in request) running.get(request.id)?.control[request.control]()
    else {
      const answered = answer(request)
      if (request.method !== 'explain') return
      urgent.add(answered)
      void answered.finally(() => urgent.delete(answered))
    }
  })
  channel.onClose(() => {
    const calls = [...running.values()]
    for (const { control } of calls) control.cancel()
    const isTraining = calls.some(({ method }) => method === 'train')
    setTimeout(() => process.exit(), isTraining ? LAST_CHECKPOINT_MS : 0).unref()
  })
  // The terminal sends Ctrl-C to the whole group of processes; what it means is the parent's to say.
  process.on('SIGINT', () => undefined)

  async function answer({
    id,
    method,
    input,
  }: Extract<ComputeRequest, { method: ComputeMethod }>): Promise<void> {
    const control = new CallControl()
    running.set(id, { method, control })
    try {
      const handle = handlers[method] as Handler<ComputeMethod>
      const output = await handle(input as never, control, event => channel.send({ id, event }))
      channel.send({ id, output })
    } catch (error) {
      channel.send({ id, error: errorOf(error) })
    } finally {
      running.delete(id)
    }
  }
}

function errorOf(error: unknown): Extract<ComputeResponse, { error: unknown }>['error'] {
  if (error instanceof AnomaliteError) {
    return { code: error.code, message: error.message, details: error.details }
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { code: 'compute/failed', message: `The computation failed: ${message}`, details: {} }
}
