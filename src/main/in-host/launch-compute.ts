import type { MessagePortMain } from 'electron'
import { AnomaliteError } from '../../domain/error.ts'
import { type ComputeChannel, computeEnvironment, type LaunchCompute } from '../../engine/index.ts'
import type { MainProcess } from './main-process.ts'

interface Child {
  readonly started: (pid: number, port: MessagePortMain) => void
  readonly ended: (how: string, lastWords: string) => void
}

/**
 * Has the main process start compute processes, for the host, itself a utility process, cannot. A launched process
 * speaks over its own port; of its death the main process tells.
 */
export function launchesThrough(main: MainProcess): LaunchCompute {
  const children = new Map<number, Child>()
  let nextId = 1
  main.on('compute-started', ({ id, pid }, port) => {
    if (port) children.get(id)?.started(pid, port)
  })
  main.on('compute-ended', ({ id, how, lastWords }) => {
    children.get(id)?.ended(how, lastWords)
    children.delete(id)
  })

  return () => {
    const id = nextId++
    const { promise, resolve, reject } = Promise.withResolvers<ComputeChannel>()
    let lastWords = ''
    let howEnded: string | null = null
    const exitHandlers: ((how: string) => void)[] = []
    children.set(id, {
      started(pid, port) {
        resolve({
          pid,
          send: request => port.postMessage(request),
          onMessage(handler) {
            port.on('message', ({ data }) => handler(data))
            port.start()
          },
          onExit(handler) {
            if (howEnded === null) exitHandlers.push(handler)
            else handler(howEnded)
          },
          stderrTail: () => lastWords,
          disconnect: () => port.close(),
          kill: () => main.tell({ kind: 'kill-compute', id }),
        })
      },
      ended(how, words) {
        howEnded = how
        lastWords = words
        for (const handler of exitHandlers) handler(how)
        // Without effect on one that had started.
        reject(
          new AnomaliteError('compute/stopped', `The compute process ended (${how}). ${words}`.trim(), {
            how,
          }),
        )
      },
    })
    main.tell({ kind: 'start-compute', id, environment: computeEnvironment() })
    return promise
  }
}
