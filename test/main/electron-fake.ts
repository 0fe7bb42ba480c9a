/**
 * What of Electron the tested modules use, where no Electron binary is: emitters in the place of its objects. Whether
 * Electron itself keeps to it is for the end-to-end test to show.
 */
import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'

/** One end of a message channel; what is posted before `start` waits. */
export class FakePort extends EventEmitter {
  other!: FakePort
  private isStarted = false
  private readonly waiting: unknown[] = []

  postMessage(message: unknown): void {
    queueMicrotask(() => this.other.take(structuredClone(message)))
  }

  start(): void {
    this.isStarted = true
    for (const data of this.waiting.splice(0)) this.emit('message', { data })
  }

  close(): void {
    queueMicrotask(() => {
      this.emit('close')
      this.other.emit('close')
    })
  }

  private take(data: unknown): void {
    if (this.isStarted) this.emit('message', { data })
    else this.waiting.push(data)
  }
}

export class FakeMessageChannel {
  readonly port1 = new FakePort()
  readonly port2 = new FakePort()

  constructor() {
    this.port1.other = this.port2
    this.port2.other = this.port1
  }
}

/** A utility process that does what the test says it does. */
export class FakeChild extends EventEmitter {
  readonly entry: string
  readonly options: { readonly env?: Record<string, string> }
  readonly stderr = new PassThrough()
  readonly received: { readonly message: unknown; readonly ports: readonly FakePort[] }[] = []
  pid: number | undefined

  constructor(entry: string, options: { env?: Record<string, string> }) {
    super()
    this.entry = entry
    this.options = options
  }

  postMessage(message: unknown, ports: readonly FakePort[] = []): void {
    this.received.push({ message, ports })
  }

  /** The process is there. */
  spawned(pid: number): void {
    this.pid = pid
    this.emit('spawn')
  }

  /** The process has ended. */
  ended(code: number): void {
    this.pid = undefined
    this.emit('exit', code)
  }
}
