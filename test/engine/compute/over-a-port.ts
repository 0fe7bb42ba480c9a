/** A thread that computes for the program that started it, over the port that it is given, as under Electron. */
import { type MessagePort, workerData } from 'node:worker_threads'
import { serveCompute } from '../../../src/engine/index.ts'

const port = workerData as MessagePort
serveCompute({
  send: response => port.postMessage(response),
  onMessage: handler => void port.on('message', handler),
  onClose: handler => void port.on('close', handler),
})
