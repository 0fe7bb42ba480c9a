/**
 * Runs the host process with a stand-in for the main process: connects a page, makes two calls, closes. Compute
 * processes are forked, and joined to the host by ports as the main process does. Writes what it hears, one JSON
 * value a line.
 */
import { EventEmitter } from 'node:events'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { forkCompute } from '../../src/engine/compute/launch.ts'
import type { ToHost, ToMain } from '../../src/main/children/messages.ts'

const write = (heard: unknown) => process.stdout.write(`${JSON.stringify(heard)}\n`)

/** A port of Node with the events of one of Electron. */
function asElectronPort(port: MessagePort) {
  const events = new EventEmitter()
  port.on('close', () => events.emit('close'))
  return Object.assign(events, {
    postMessage: (message: unknown) => port.postMessage(message),
    start: () => port.on('message', data => events.emit('message', { data })),
    close: () => port.close(),
  })
}

const parentPort = Object.assign(new EventEmitter(), { postMessage: hear })

function tell(data: ToHost, port?: MessagePort): void {
  parentPort.emit('message', { data, ports: port ? [asElectronPort(port)] : [] })
}

function hear(message: ToMain): void {
  if (message.kind === 'start-compute') startCompute(message.id)
  else if (message.kind === 'ready') connectPage()
  else write(message)
}

function startCompute(id: number): void {
  const child = forkCompute()
  const { port1, port2 } = new MessageChannel()
  port1.on('message', request => child.send(request))
  port1.on('close', () => child.disconnect())
  child.onMessage(response => port1.postMessage(response))
  child.onExit(how => tell({ kind: 'compute-ended', id, how, lastWords: child.stderrTail() }))
  tell({ kind: 'compute-started', id, pid: child.pid }, port2)
}

function connectPage(): void {
  const { port1: page, port2 } = new MessageChannel()
  page.on('message', message => {
    if (!('id' in message)) return
    write(message)
    if (message.id === 1) page.postMessage({ id: 2, method: 'engine.restart', input: {} })
    else tell({ kind: 'close' })
  })
  tell({ kind: 'connect' }, port2)
  page.postMessage({ id: 1, method: 'program.describe', input: {} })
}

Object.assign(process, { parentPort })
await import('../../src/main/host-process.ts')
