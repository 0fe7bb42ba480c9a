/** Where a compute process begins: TensorFlow and nothing else, at work for the host over the port it is given. */
import { serveCompute } from '../engine/index.ts'

process.parentPort.once('message', ({ ports }) => {
  const port = ports[0]!
  serveCompute({
    send: response => port.postMessage(response),
    onMessage(handler) {
      port.on('message', ({ data }) => handler(data))
      port.start()
    },
    onClose: handler => port.once('close', handler),
  })
})
