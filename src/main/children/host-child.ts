import { MessageChannelMain, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron'
import { ComputeChildren } from './compute-children.ts'
import { afterCrash } from './crash-record.ts'
import { killAtOnce } from './kill-at-once.ts'
import { LastWords } from './last-words.ts'
import type { PrintRequest, ToHost, ToMain } from './messages.ts'

export interface HostChildOptions {
  /** The built modules that the host and the compute processes start with. */
  readonly hostEntry: string
  readonly computeEntry: string
  readonly print: (request: PrintRequest) => Promise<void>
  /** The host will not start, or has crashed too often; it stays down until `start` is called again. */
  readonly onDown: (reason: string) => void
}

/** Closing includes a backup of the library; after that long it will not come to an end by itself. */
const CLOSE_TIMEOUT_MS = 30_000

/**
 * The host process, kept running: restarted after a crash with a growing delay, and given up after the third within
 * five minutes. A crash loses no acknowledged change, for the library is durable.
 */
export class HostChild {
  private readonly options: HostChildOptions
  private readonly compute: ComputeChildren
  private child: UtilityProcess | null = null
  private isReady = false
  private isClosing = false
  private failure: string | null = null
  private restart: NodeJS.Timeout | null = null
  /** Pages that asked for a port while the host was not there. */
  private waiting: MessagePortMain[] = []
  private crashTimesMs: number[] = []

  constructor(options: HostChildOptions) {
    this.options = options
    this.compute = new ComputeChildren(options.computeEntry, (message, port) => this.tell(message, port))
  }

  start(): void {
    if (this.child || this.isClosing) return
    this.failure = null
    const child = utilityProcess.fork(this.options.hostEntry, [], {
      serviceName: 'Anomalite host',
      stdio: ['ignore', 'inherit', 'pipe'],
    })
    this.child = child
    const lastWords = new LastWords(child.stderr)
    child.stderr?.on('data', data => process.stderr.write(data))
    child.on('message', (message: ToMain) => this.hear(message))
    child.once('exit', code => this.ended(code, lastWords.text))
  }

  /** Starts afresh after it was down. */
  startAgain(): void {
    this.crashTimesMs = []
    this.start()
  }

  /** Gives a port to the host; what is sent over it waits until the host is there. */
  connect(): MessagePortMain {
    const { port1, port2 } = new MessageChannelMain()
    if (this.isReady) this.tell({ kind: 'connect' }, port1)
    else this.waiting.push(port1)
    return port2
  }

  /** Has the host back up and close the library; resolves when it has ended. */
  async close(): Promise<void> {
    this.isClosing = true
    if (this.restart) clearTimeout(this.restart)
    const { child } = this
    if (!child) return
    const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
    const kill = setTimeout(() => killAtOnce(child), CLOSE_TIMEOUT_MS)
    this.tell({ kind: 'close' })
    await ended
    clearTimeout(kill)
  }

  private tell(message: ToHost, port?: MessagePortMain): void {
    this.child?.postMessage(message, port ? [port] : [])
  }

  private hear(message: ToMain): void {
    switch (message.kind) {
      case 'ready':
        this.isReady = true
        for (const port of this.waiting) this.tell({ kind: 'connect' }, port)
        this.waiting = []
        return
      case 'failed':
        this.failure = message.message
        return
      case 'start-compute':
        this.compute.start(message)
        return
      case 'kill-compute':
        this.compute.kill(message.id)
        return
      case 'print':
        void this.print(message)
    }
  }

  private async print({ id, request }: Extract<ToMain, { kind: 'print' }>): Promise<void> {
    const problem = await this.options.print(request).then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    )
    this.tell({ kind: 'printed', id, problem })
  }

  private ended(code: number, lastWords: string): void {
    this.child = null
    this.isReady = false
    this.compute.release()
    if (this.isClosing) return
    // It said why it cannot start: another attempt would end the same.
    if (this.failure !== null) {
      this.options.onDown(this.failure)
      return
    }
    this.crashTimesMs.push(Date.now())
    const next = afterCrash(this.crashTimesMs)
    if (next.kind === 'restart') this.restart = setTimeout(() => this.start(), next.afterMs)
    else
      this.options.onDown(
        `It stopped ${next.crashes} times within five minutes, last with exit code ${code}. ${lastWords}`.trim(),
      )
  }
}
