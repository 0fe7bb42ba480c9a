import { decode, encode } from '@msgpack/msgpack'
import type { Channel } from '../../contract/index.ts'

/** Opens a channel over a WebSocket of `anomalite serve`, whose messages are MessagePack. Rejects when it cannot. */
export function openSocket(address: URL): Promise<Channel> {
  const socket = new WebSocket(address)
  socket.binaryType = 'arraybuffer'
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(socketChannel(socket)), { once: true })
    socket.addEventListener('close', () => reject(new Error(`no connection to ${address.host}`)), {
      once: true,
    })
  })
}

function socketChannel(socket: WebSocket): Channel {
  return {
    send: message => socket.send(encode(message, { ignoreUndefined: true })),
    onMessage(handler) {
      socket.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) => handler(decode(data)))
    },
    onClose(handler) {
      socket.addEventListener('close', () => handler(), { once: true })
    },
    close: () => socket.close(),
  }
}
