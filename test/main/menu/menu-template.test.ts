import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import type { ProgramCommand } from '../../../src/contract/bridge.ts'
import { PLACES } from '../../../src/contract/places.ts'
import { type MenuState, menuTemplate } from '../../../src/main/menu/menu-template.ts'

type Item = MenuItemConstructorOptions

const packaged = (platform: NodeJS.Platform): MenuState => ({ platform, theme: 'dark', isPackaged: true })

/** The items of all menus, in order, with what clicking them asked. */
function laidOut(state: MenuState) {
  const asked: ProgramCommand[] = []
  let dataFolderOpened = 0
  const template = menuTemplate(state, {
    command: command => asked.push(command),
    openDataFolder: () => {
      dataFolderOpened += 1
    },
  })
  const items = template.flatMap(function below(item: Item): Item[] {
    return Array.isArray(item.submenu) ? [item, ...item.submenu.flatMap(below)] : [item]
  })
  const click = (label: string) => {
    const item = items.find(({ label: its }) => its === label)!
    ;(item.click as () => void)()
    return asked.at(-1)
  }
  return { template, items, click, timesDataFolderOpened: () => dataFolderOpened }
}

describe.each(['darwin', 'win32', 'linux'] as const)('the menus on %s', platform => {
  it.each<[string, ProgramCommand]>([
    ['New composition', { kind: 'new-composition' }],
    ['Undo', { kind: 'undo' }],
    ['Redo', { kind: 'redo' }],
    ['Search', { kind: 'search' }],
    ['Settings…', { kind: 'go', place: 'settings' }],
    ['Light', { kind: 'theme', theme: 'light' }],
    ['Keyboard shortcuts', { kind: 'cheat-sheet' }],
  ])('“%s” asks the page', (label, command) => {
    expect(laidOut(packaged(platform)).click(label)).toEqual(command)
  })

  it('lead to every screen', () => {
    const { items, click } = laidOut(packaged(platform))
    const view = items.find(({ label }) => label === '&View')!.submenu as Item[]
    const led = view.slice(0, PLACES.length).map(({ label }) => click(label!))
    expect(led).toEqual(PLACES.map(place => ({ kind: 'go', place })))
  })

  it('open the data folder without the page', () => {
    const menus = laidOut(packaged(platform))
    expect(menus.click('Open data folder')).toBeUndefined()
    expect(menus.timesDataFolderOpened()).toBe(1)
  })

  it('give each shortcut to one item', () => {
    const accelerators = laidOut(packaged(platform)).items.flatMap(({ accelerator }) => accelerator ?? [])
    expect(new Set(accelerators).size).toBe(accelerators.length)
  })

  it('have no item that does nothing', () => {
    const idle = laidOut(packaged(platform)).items.filter(
      ({ role, type, click, submenu }) => !role && type !== 'separator' && !click && !submenu,
    )
    expect(idle).toEqual([])
  })

  it('mark the theme in use', () => {
    const marked = laidOut(packaged(platform)).items.filter(({ checked }) => checked)
    expect(marked.map(({ label }) => label)).toEqual(['Dark'])
  })

  it('show the developer tools in development only', () => {
    const hasTools = (state: MenuState) => laidOut(state).items.some(({ role }) => role === 'toggleDevTools')
    expect(hasTools(packaged(platform))).toBe(false)
    expect(hasTools({ ...packaged(platform), isPackaged: false })).toBe(true)
  })
})

it.each([
  ['darwin', ['appMenu', '&File', '&Edit', '&View', 'windowMenu', 'help']],
  ['win32', ['&File', '&Edit', '&View', 'help']],
  ['linux', ['&File', '&Edit', '&View', 'help']],
] as const)('follow the custom of %s', (platform, menus) => {
  expect(laidOut(packaged(platform)).template.map(({ role, label }) => role ?? label)).toEqual(menus)
})
