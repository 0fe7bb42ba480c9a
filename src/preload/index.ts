/// <reference lib="dom" />
/** The bridge between the page and the program's window: see `Bridge` in the contract. */
import { contextBridge } from 'electron'
import { type Bridge, PORT_MESSAGE } from '../contract/bridge.ts'
import { listen, onPort, send } from './ipc.ts'

const bridge: Bridge = {
  platform: process.platform as Bridge['platform'],
  connect: () => send('connect'),
  onCommand: listener => listen('command', listener),
  onFilesOpened(listener) {
    const end = listen('files-opened', listener)
    send('ready-for-files')
    return end
  },
  setTheme: theme => send('set-theme', theme),
  openDataFolder: () => send('open-data-folder'),
}

contextBridge.exposeInMainWorld('anomalite', bridge)

// A port cannot cross the bridge; it can be posted to the page as a message of its own window.
onPort(port => window.postMessage(PORT_MESSAGE, window.location.origin, [port]))
