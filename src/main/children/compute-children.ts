import { MessageChannelMain, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron'
import { killAtOnce } from './kill-at-once.ts'
import { LastWords } from './last-words.ts'
import type { ToHost, ToMain } from './messages.ts'

/** Tells the host of a compute process, with the host's end of the port to it where it has just started. */
export type TellHost = (message: ToHost, port?: MessagePortMain) => void

const LAST_CHECKPOINT_MS = 12_000

/**
 * The compute processes that the host has asked for. The main process starts and ends them, for only it can; what
 * they compute goes over a port between them and the host. When to start another after a death is the host's to say.
 */
export class ComputeChildren {
  private readonly running = new Map<number, UtilityProcess>()
  private readonly entry: string
  private readonly tellHost: TellHost

  constructor(entry: string, tellHost: TellHost) {
    this.entry = entry
    this.tellHost = tellHost
  }

  start({ id, environment }: Extract<ToMain, { kind: 'start-compute' }>): void {
    const child = utilityProcess.fork(this.entry, [], {
      serviceName: 'Anomalite compute',
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, ...environment },
    })
    const lastWords = new LastWords(child.stderr)
    this.running.set(id, child)
    child.once('spawn', () => {
      if (this.running.get(id) !== child) return
      const { port1, port2 } = new MessageChannelMain()
      child.postMessage(null, [port1])
      this.tellHost({ kind: 'compute-started', id, pid: child.pid ?? 0 }, port2)
    })
    child.once('exit', code => {
      // Of a host that has died: the ids of the next one begin anew.
      if (this.running.get(id) !== child) return
      this.running.delete(id)
      this.tellHost({ kind: 'compute-ended', id, how: `exit code ${code}`, lastWords: lastWords.text })
    })
  }

  /** Ends a process at once, in whatever it is at. */
  kill(id: number): void {
    const child = this.running.get(id)
    if (child) killAtOnce(child)
  }

  /**
   * Forgets all of them, whose host is gone. Each sees its port close and ends by itself, a training after its next
   * checkpoint; one that has not by then is killed.
   */
  release(): void {
    const left = [...this.running.values()]
    this.running.clear()
    setTimeout(() => {
      for (const child of left) killAtOnce(child)
    }, LAST_CHECKPOINT_MS)
  }
}
