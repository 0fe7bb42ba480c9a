/**
 * The compute process: TensorFlow and nothing else, so that its memory, its crashes and its long steps are its own.
 * Serves the channel of the process that forked it.
 */
import { serveCompute } from './serve.ts'

serveCompute({
  send(response) {
    // A channel that closes meanwhile is told by its own event; here it must not end the process before its checkpoint.
    if (process.connected) process.send?.(response, () => undefined)
  },
  onMessage: handler => void process.on('message', handler),
  onClose: handler => void process.on('disconnect', handler),
})
