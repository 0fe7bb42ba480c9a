import type { Page } from 'playwright'
import type { Bridge, ProgramCommand } from '../../src/contract/bridge.ts'
import type { ProgramInBrowser } from './program-in-browser.ts'

/** The page as it is in the program's own window: behind a bridge, with the host at the other end of a message port. */
export interface ProgramWindow {
  readonly page: Page
  /** What a menu of the window would ask. */
  command(command: ProgramCommand): Promise<void>
  /** What opening a file with the program would do. */
  openFiles(files: Readonly<Record<string, string | Buffer>>): Promise<void>
  /** What the page has asked of the window. */
  asked(): Promise<readonly string[]>
}

/** The window's side of the bridge, in the page. */
interface WindowStandIn {
  anomalite: Bridge
  toHost(message: unknown): Promise<void>
  fromHost(message: unknown): void
  command(command: ProgramCommand): void
  filesOpened(files: readonly { name: string; url: string }[]): void
  asked: string[]
}

/** Opens a page with a bridge in place of Electron's preload script; behind it is the real host. */
export async function openInWindow(program: ProgramInBrowser): Promise<ProgramWindow> {
  let fromPage: (message: unknown) => void = () => undefined
  const page = await program.open('compose', {}, async page => {
    await page.exposeFunction('toHost', (message: unknown) => fromPage(message))
    await page.addInitScript(standIn)
    program.connect({
      send: message => void page.evaluate(deliver, message).catch(() => undefined),
      onMessage: handler => {
        fromPage = handler
      },
      onClose: handler => void page.on('close', () => handler()),
      close: () => undefined,
    })
  })
  return {
    page,
    command: command =>
      page.evaluate(asked => (globalThis as unknown as WindowStandIn).command(asked), command),
    async openFiles(files) {
      const opened = []
      for (const [name, body] of Object.entries(files)) {
        const url = `/opened/${encodeURIComponent(name)}`
        await page.route(`**${url}`, route => route.fulfill({ body }))
        opened.push({ name, url })
      }
      await page.evaluate(files => (globalThis as unknown as WindowStandIn).filesOpened(files), opened)
    },
    asked: () => page.evaluate(() => (globalThis as unknown as WindowStandIn).asked),
  }
}

function deliver(message: unknown): void {
  ;(globalThis as unknown as WindowStandIn).fromHost(message)
}

/** Runs in the page before its own scripts. */
function standIn(): void {
  const self = globalThis as unknown as WindowStandIn
  const commandListeners = new Set<(command: ProgramCommand) => void>()
  self.asked = []
  self.command = command => {
    for (const listener of commandListeners) listener(command)
  }
  self.anomalite = {
    platform: 'linux',
    connect() {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = ({ data }) => void self.toHost(data)
      self.fromHost = message => port1.postMessage(message)
      postMessage('anomalite:port', location.origin, [port2])
    },
    onCommand(listener) {
      commandListeners.add(listener)
      return () => commandListeners.delete(listener)
    },
    onFilesOpened(listener) {
      self.filesOpened = listener
      return () => undefined
    },
    setTheme: theme => void self.asked.push(`theme ${theme}`),
    openDataFolder: () => void self.asked.push('data folder'),
  }
}
