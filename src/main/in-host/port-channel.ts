import type { MessagePortMain } from 'electron'
import type { Channel } from '../../contract/index.ts'

/** Speaks over a port to a page; messages that come before a handler is set wait for it. */
export function channelOver(port: MessagePortMain): Channel {
  return {
    send: message => port.postMessage(message),
    onMessage(handler) {
      port.on('message', ({ data }) => handler(data))
      port.start()
    },
    onClose: handler => port.once('close', handler),
    close: () => port.close(),
  }
}
