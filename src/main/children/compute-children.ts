import { MessageChannelMain, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron'
import { LastWords } from './last-words.ts'
import type { ToHost, ToMain } from './messages.ts'

/** Tells the host of a compute process, with the host's end of the port to it where it has just started. */
export type TellHost = (message: ToHost, port?: MessagePortMain) => void

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

  kill(id: number): void {
    this.running.get(id)?.kill()
  }

  /** Ends all of them and forgets them; their ends are not told. */
  killAll(): void {
    for (const child of this.running.values()) child.kill()
    this.running.clear()
  }
}
