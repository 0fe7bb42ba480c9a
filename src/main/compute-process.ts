/** Where a compute process begins: TensorFlow and nothing else, at work for the host over the port it is given. */
import { serveCompute } from '../engine/index.ts'

/** After that long without its host the process ends whatever it is at. */
const LONGEST_END_MS = 10_000

process.parentPort.once('message', ({ ports }) => {
  const port = ports[0]!
  serveCompute({
    send: response => port.postMessage(response),
    onMessage(handler) {
      port.on('message', ({ data }) => handler(data))
      port.start()
    },
    onClose(handler) {
      port.once('close', () => {
        handler()
        // Its own end it leaves to a timer that does not keep a process alive, and nothing else here does.
        setTimeout(() => process.exit(), LONGEST_END_MS)
      })
    },
  })
})
