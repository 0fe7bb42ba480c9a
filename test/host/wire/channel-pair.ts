import type { Channel } from '../../../src/contract/index.ts'

/** Two ends of a connection within this process; messages are copied, as they are on a real one. */
export function channelPair(): readonly [Channel, Channel] {
  const closing: (() => void)[] = []
  const handlers: [((message: unknown) => void)[], ((message: unknown) => void)[]] = [[], []]
  let isOpen = true
  const close = () => {
    if (!isOpen) return
    isOpen = false
    for (const handler of closing) handler()
  }
  const end = (own: 0 | 1): Channel => ({
    send(message) {
      const copy = structuredClone(message)
      setImmediate(() => {
        if (isOpen) for (const handler of handlers[own === 0 ? 1 : 0]) handler(copy)
      })
    },
    onMessage: handler => handlers[own].push(handler),
    onClose: handler => closing.push(handler),
    close,
  })
  return [end(0), end(1)]
}
