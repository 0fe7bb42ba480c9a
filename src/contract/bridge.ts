import type { Place } from './places.ts'
import type { Channel } from './transport.ts'

export type Theme = 'system' | 'light' | 'dark'

/** What a menu of the program's window asks of the page. */
export type ProgramCommand =
  | { readonly kind: 'new-composition' }
  /** Of the text field that has the focus, otherwise of the program's own history. */
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' }
  | { readonly kind: 'search' }
  | { readonly kind: 'go'; readonly place: Place }
  /** To be kept in the settings; the page then says `setTheme`. */
  | { readonly kind: 'theme'; readonly theme: Theme }
  | { readonly kind: 'cheat-sheet' }

/** A list or a model that was opened with the program from outside; its URL gives the contents once. */
export interface OpenedFile {
  readonly name: string
  readonly url: string
}

/** `window.anomalite`: what the page may ask of the program's window. A page in a browser has none. */
export interface Bridge {
  readonly platform: 'darwin' | 'win32' | 'linux'
  /** Asks for a port to the host, which arrives as a message of the window: see `connectBridge`. */
  connect(): void
  /** Returns what ends the listening. */
  onCommand(listener: (command: ProgramCommand) => void): () => void
  /** Files opened before the first listener came are told to it at once. Returns what ends the listening. */
  onFilesOpened(listener: (files: readonly OpenedFile[]) => void): () => void
  /** What the window's frame, its menus and `prefers-color-scheme` shall follow. */
  setTheme(theme: Theme): void
  openDataFolder(): void
}

/** The data of the window message that carries a port to the host. */
export const PORT_MESSAGE = 'anomalite:port'

/** A message port of a page, as far as a channel needs it. */
export interface PagePort {
  postMessage(message: unknown): void
  addEventListener(type: string, listener: (event: never) => void): void
  start(): void
  close(): void
}

/** The window of a page, as far as a bridge's port comes through it. */
export interface PageWindow {
  readonly location: { readonly origin: string }
  addEventListener(type: 'message', listener: (event: never) => void): void
  removeEventListener(type: 'message', listener: (event: never) => void): void
}

interface PortEvent {
  readonly data: unknown
  readonly origin: string
  readonly source: unknown
  readonly ports: readonly PagePort[]
}

/**
 * Opens a channel to the host over the bridge. Waits for as long as the host takes to start, again after a crash; so
 * a page whose channel has closed asks for the next one at once.
 */
export function connectBridge(bridge: Bridge, page: PageWindow): Promise<Channel> {
  return new Promise(resolve => {
    const take = ({ data, origin, source, ports }: PortEvent) => {
      const port = ports[0]
      if (data !== PORT_MESSAGE || source !== page || origin !== page.location.origin || !port) return
      page.removeEventListener('message', take)
      resolve(portChannel(port))
    }
    page.addEventListener('message', take)
    bridge.connect()
  })
}

/** Speaks over a page's message port. Messages that come before a handler is set wait for it. */
export function portChannel(port: PagePort): Channel {
  const closing: (() => void)[] = []
  let isClosed = false
  const closed = () => {
    if (isClosed) return
    isClosed = true
    for (const handler of closing) handler()
  }
  port.addEventListener('close', closed)
  return {
    send: message => port.postMessage(message),
    onMessage(handler) {
      port.addEventListener('message', ({ data }: { data: unknown }) => handler(data))
      port.start()
    },
    onClose: handler => closing.push(handler),
    close() {
      port.close()
      closed()
    },
  }
}
