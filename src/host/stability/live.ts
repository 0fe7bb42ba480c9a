import type { Stability, StabilityHost, StabilityReference } from '../../contract/index.ts'
import type { Composition } from '../../domain/composition.ts'
import { AnomaliteError } from '../../domain/error.ts'
import { fingerprintOf, type StabilityModel } from '../models.ts'
import type { EventBus } from '../wire/events.ts'
import { openThreads, type StabilityThreads } from './threads.ts'

/** Stability scores with their reasons, one by one, while a person looks. Null is the model in use. */
export interface LiveStability {
  /** Answers in the order asked; what is aborted before its turn is not computed. Throws `model/…`. */
  explain(composition: Composition, model: string | null, signal: AbortSignal): Promise<Stability>
  /** What is scored in the place of compositions; null for those scored themselves or outside the model. Throws the same. */
  hosts(
    compositions: readonly Composition[],
    model: string | null,
    signal: AbortSignal,
  ): Promise<(StabilityHost | null)[]>
  reference(model: string | null): Promise<StabilityReference>
  /** Reads the model in use and builds its tables, so that the first question waits no longer than any other. */
  prepare(): Promise<void>
  stop(): Promise<void>
}

interface LiveStabilityParts {
  readonly find: (model: string | null) => Promise<StabilityModel>
  readonly events: EventBus
}

/** Hosts sought in one turn: some milliseconds, in which nothing is explained. */
const HOSTS_AT_ONCE = 50

/** A thread that keeps the tables of the model asked for last; where it has died, the next question starts another. */
export function openLiveStability({ find, events }: LiveStabilityParts): LiveStability {
  /** The model that its tables are of; null before there are any. */
  let thread: { readonly threads: StabilityThreads; readonly model: string | null } | null = null
  let isStopped = false
  let last: Promise<unknown> = Promise.resolve()
  /** Models lie on a disk: a question must not wait for it. */
  const found = new Map<string | null, Promise<StabilityModel>>()
  events.listen(event => {
    if (event === 'models') found.clear()
  })

  const modelOf = (id: string | null) => {
    const asked = found.get(id) ?? find(id)
    found.set(id, asked)
    asked.catch(() => {
      if (found.get(id) === asked) found.delete(id)
    })
    return asked
  }

  const threadWith = async (model: StabilityModel) => {
    const key = `${model.folder} ${fingerprintOf(model)}`
    thread ??= { threads: openThreads(undefined, 1), model: null }
    const { threads, model: opened } = thread
    if (opened !== key) {
      await threads.run('open', model)
      thread = { threads, model: key }
    }
    return threads
  }

  /** Does something with the thread and, when that has died, once more with another. */
  const withThread = async <T>(model: StabilityModel, act: (threads: StabilityThreads) => Promise<T>) => {
    for (let attempt = 1; ; attempt++) {
      try {
        if (isStopped) throw ended()
        return await act(await threadWith(model))
      } catch (error) {
        if (!hasDied(error)) throw error
        thread = null
        if (attempt === 2 || isStopped) throw error
      }
    }
  }

  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const done = last.then(act)
    last = done.catch(() => undefined)
    return done
  }

  return {
    async explain(composition, id, signal) {
      const model = await modelOf(id)
      return inTurn(() => {
        signal.throwIfAborted()
        return withThread(model, threads => threads.run('explain', composition))
      })
    },
    async hosts(compositions, id, signal) {
      const model = await modelOf(id)
      const hosts: (StabilityHost | null)[] = []
      while (hosts.length < compositions.length) {
        const some = compositions.slice(hosts.length, hosts.length + HOSTS_AT_ONCE)
        const found = await inTurn(() => {
          signal.throwIfAborted()
          return withThread(model, threads => threads.run('hosts', some))
        })
        hosts.push(...found)
      }
      return hosts
    },
    async reference(id) {
      const { positives, heldOut } = (await modelOf(id)).manifest
      return { compounds: positives.heldOut, logOddsQuantiles: heldOut.logOddsQuantiles }
    },
    async prepare() {
      const model = await modelOf(null)
      await inTurn(() => withThread(model, async () => undefined))
    },
    async stop() {
      isStopped = true
      await thread?.threads.close()
    },
  }
}

function ended(): AnomaliteError {
  return new AnomaliteError('stability/stopped', 'The program ends.')
}

function hasDied(error: unknown): boolean {
  return error instanceof AnomaliteError && error.code === 'stability/stopped'
}
