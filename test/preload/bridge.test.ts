import { EventEmitter } from 'node:events'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { type Bridge, connectBridge, PORT_MESSAGE } from '../../src/contract/bridge.ts'

const sent: unknown[][] = []
const ipcRenderer = Object.assign(new EventEmitter(), { send: (...args: unknown[]) => sent.push(args) })
const exposed: Record<string, unknown> = {}

vi.mock('electron', () => ({
  ipcRenderer,
  contextBridge: {
    exposeInMainWorld: (name: string, value: unknown) => Object.assign(exposed, { [name]: value }),
  },
}))

/** A page's window as far as it carries a port: `postMessage` to itself, with the origin of its own page. */
class PageWindow extends EventTarget {
  readonly location = { origin: 'app://anomalite' }

  postMessage(data: unknown, origin: string, ports: readonly MessagePort[]): void {
    this.say({ data, origin, source: this, ports })
  }

  say(event: { data: unknown; origin: string; source: unknown; ports: readonly MessagePort[] }): void {
    this.dispatchEvent(Object.assign(new Event('message'), event))
  }
}

const page = new PageWindow()
vi.stubGlobal('window', page)
await import('../../src/preload/index.ts')
const bridge = exposed.anomalite as Bridge

beforeEach(() => {
  sent.length = 0
})

describe('the bridge', () => {
  it('is as narrow as this', () => {
    expect(Object.keys(exposed)).toEqual(['anomalite'])
    expect(Object.keys(bridge).sort()).toEqual([
      'connect',
      'onCommand',
      'onFilesOpened',
      'openDataFolder',
      'platform',
      'setTheme',
    ])
  })

  it('sends what the page asks, and no more', () => {
    bridge.setTheme('dark')
    bridge.openDataFolder()
    bridge.connect()
    expect(sent).toEqual([['set-theme', 'dark'], ['open-data-folder'], ['connect']])
  })

  it('hands commands to the page without the event that brought them, until it listens no longer', () => {
    const heard: unknown[][] = []
    const end = bridge.onCommand((...args) => heard.push(args))
    ipcRenderer.emit('command', { sender: ipcRenderer }, { kind: 'undo' })
    end()
    ipcRenderer.emit('command', { sender: ipcRenderer }, { kind: 'redo' })
    expect(heard).toEqual([[{ kind: 'undo' }]])
  })

  it('asks for opened files once the page listens for them', () => {
    const heard: unknown[] = []
    bridge.onFilesOpened(files => heard.push(files))
    expect(sent).toEqual([['ready-for-files']])
    const files = [{ name: 'oxides.csv', url: 'app://anomalite/opened/1' }]
    ipcRenderer.emit('files-opened', {}, files)
    expect(heard).toEqual([files])
  })
})

describe('a channel to the host', () => {
  it('carries messages over the port that comes through the window, and tells of its close', async () => {
    const { port1: atPage, port2: atHost } = new MessageChannel()
    const opening = connectBridge(bridge, page as never)
    ipcRenderer.emit('port', { ports: [atPage] })
    const channel = await opening
    const toPage = new Promise(resolve => channel.onMessage(resolve))
    const toHost = new Promise(resolve => {
      atHost.onmessage = ({ data }) => resolve(data)
    })
    const closed = new Promise<void>(resolve => channel.onClose(resolve))
    channel.send({ id: 1, method: 'lists.all', input: {} })
    atHost.postMessage({ id: 1, output: new Uint8Array([1, 2]) })
    expect(await toHost).toEqual({ id: 1, method: 'lists.all', input: {} })
    expect(await toPage).toEqual({ id: 1, output: new Uint8Array([1, 2]) })
    atHost.close()
    await closed
  })

  it('is not taken from anyone else who posts to the window', async () => {
    const { port1: genuine } = new MessageChannel()
    const { port1: foreign } = new MessageChannel()
    const opening = connectBridge(bridge, page as never)
    const message = { data: PORT_MESSAGE, origin: 'app://anomalite', source: page, ports: [foreign] }
    page.say({ ...message, source: {} })
    page.say({ ...message, origin: 'https://example.org' })
    page.say({ ...message, data: 'anomalite' })
    page.say({ ...message, ports: [] })
    const posted = vi.spyOn(genuine, 'postMessage')
    page.say({ ...message, ports: [genuine] })
    const channel = await opening
    channel.send('hello')
    expect(posted).toHaveBeenCalledWith('hello')
    for (const port of [genuine, foreign]) port.close()
  })
})
