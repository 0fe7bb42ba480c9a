import { decode, encode } from '@msgpack/msgpack'
import type { RawData, WebSocket } from 'ws'
import type { Channel } from '../../contract/index.ts'

/** Speaks MessagePack over a browser's socket. One who sends anything else is cut off. */
export function socketChannel(socket: WebSocket): Channel {
  // Errors of a connection are followed by its close, which is what matters.
  socket.on('error', () => undefined)
  return {
    send(message) {
      if (socket.readyState === socket.OPEN) socket.send(encode(message, { ignoreUndefined: true }))
    },
    onMessage(handler) {
      socket.on('message', (data: RawData, isBinary: boolean) => {
        const message = isBinary ? decoded(data as Buffer) : undefined
        if (message === undefined) socket.close(1003, 'MessagePack only')
        else handler(message)
      })
    },
    onClose(handler) {
      socket.once('close', () => handler())
    },
    close: () => socket.close(),
  }
}

function decoded(data: Buffer): unknown {
  try {
    return decode(data)
  } catch {
    return undefined
  }
}
