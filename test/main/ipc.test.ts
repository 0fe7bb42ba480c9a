import { EventEmitter } from 'node:events'
import { beforeEach, expect, it, vi } from 'vitest'

const ipcMain = new EventEmitter()
vi.mock('electron', () => ({ ipcMain }))
const { hear } = await import('../../src/main/ipc.ts')

const page = {}
const audience = { origins: ['app://anomalite'], page: () => page as never }
const mainFrame = { url: 'app://anomalite/#/compose', parent: null }
const themes: string[] = []

beforeEach(() => {
  ipcMain.removeAllListeners()
  themes.length = 0
  hear('set-theme', audience, theme => themes.push(theme))
})

it('hands on what the program’s page says, and nothing of the event', () => {
  ipcMain.emit('set-theme', { sender: page, senderFrame: mainFrame }, 'dark')
  expect(themes).toEqual(['dark'])
})

it.each([
  ['another window', { sender: {}, senderFrame: mainFrame }],
  ['a frame in the page', { sender: page, senderFrame: { ...mainFrame, parent: mainFrame } }],
  ['a page from elsewhere', { sender: page, senderFrame: { url: 'https://example.org/', parent: null } }],
  ['a frame that is gone already', { sender: page, senderFrame: null }],
])('drops what %s says', (_, event) => {
  ipcMain.emit('set-theme', event, 'dark')
  expect(themes).toEqual([])
})
