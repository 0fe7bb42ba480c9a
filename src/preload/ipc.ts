/** The one module of the page's side that touches Electron's messages. */
import { ipcRenderer } from 'electron'
import { type PageMessages, PORT_CHANNEL, type ProgramMessages } from './ipc-channels.ts'

export function send<C extends keyof PageMessages>(channel: C, ...args: Parameters<PageMessages[C]>): void {
  ipcRenderer.send(channel, ...args)
}

/** Returns what ends the listening. */
export function listen<C extends keyof ProgramMessages>(
  channel: C,
  listener: ProgramMessages[C],
): () => void {
  // Without the event, which would hand the page the whole of ipcRenderer.
  const hear = (_: unknown, ...args: unknown[]) => (listener as (...args: unknown[]) => void)(...args)
  ipcRenderer.on(channel, hear)
  return () => {
    ipcRenderer.off(channel, hear)
  }
}

export function onPort(handler: (port: MessagePort) => void): void {
  ipcRenderer.on(PORT_CHANNEL, ({ ports }) => {
    const port = ports[0]
    if (port) handler(port)
  })
}
