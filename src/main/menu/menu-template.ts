import type { MenuItemConstructorOptions } from 'electron'
import type { ProgramCommand, Theme } from '../../contract/bridge.ts'
import { PLACES, type Place } from '../../contract/places.ts'

export interface MenuState {
  readonly platform: NodeJS.Platform
  readonly theme: Theme
  /** A packaged program has no developer tools. */
  readonly isPackaged: boolean
}

export interface MenuActions {
  readonly command: (command: ProgramCommand) => void
  readonly openDataFolder: () => void
}

const LABELS: Readonly<Record<Place, string>> = {
  compose: 'Compose',
  screen: 'Screen',
  library: 'Library',
  ranking: 'Ranking',
  models: 'Models',
  studies: 'Studies',
  settings: 'Settings',
}

const THEMES: readonly { readonly theme: Theme; readonly label: string }[] = [
  { theme: 'system', label: 'As the system' },
  { theme: 'light', label: 'Light' },
  { theme: 'dark', label: 'Dark' },
]

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' }

/** The menus as the platform is used to them. */
export function menuTemplate(state: MenuState, actions: MenuActions): MenuItemConstructorOptions[] {
  const { command } = actions
  const isMac = state.platform === 'darwin'
  const asks = (label: string, asked: ProgramCommand, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    ...(accelerator ? { accelerator } : {}),
    click: () => command(asked),
  })
  const settings = asks('Settings…', { kind: 'go', place: 'settings' }, 'CmdOrCtrl+,')

  const program: MenuItemConstructorOptions = {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      SEPARATOR,
      settings,
      SEPARATOR,
      { role: 'services' },
      SEPARATOR,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      SEPARATOR,
      { role: 'quit' },
    ],
  }
  const file: MenuItemConstructorOptions = {
    label: '&File',
    submenu: [
      asks('New composition', { kind: 'new-composition' }, 'CmdOrCtrl+N'),
      SEPARATOR,
      ...(isMac ? [{ role: 'close' } as const] : [settings, SEPARATOR, { role: 'quit' } as const]),
    ],
  }
  const edit: MenuItemConstructorOptions = {
    label: '&Edit',
    submenu: [
      asks('Undo', { kind: 'undo' }, 'CmdOrCtrl+Z'),
      asks('Redo', { kind: 'redo' }, isMac ? 'Cmd+Shift+Z' : 'Ctrl+Y'),
      SEPARATOR,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
      SEPARATOR,
      asks('Search', { kind: 'search' }, 'CmdOrCtrl+K'),
    ],
  }
  const view: MenuItemConstructorOptions = {
    label: '&View',
    submenu: [
      ...PLACES.map((place, at) => asks(LABELS[place], { kind: 'go', place }, `CmdOrCtrl+${at + 1}`)),
      SEPARATOR,
      {
        label: 'Theme',
        submenu: THEMES.map(({ theme, label }) => ({
          ...asks(label, { kind: 'theme', theme }),
          type: 'radio' as const,
          checked: theme === state.theme,
        })),
      },
      SEPARATOR,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'togglefullscreen' },
      ...(state.isPackaged
        ? []
        : [SEPARATOR, { role: 'reload' } as const, { role: 'toggleDevTools' } as const]),
    ],
  }
  const help: MenuItemConstructorOptions = {
    role: 'help',
    submenu: [
      asks('Keyboard shortcuts', { kind: 'cheat-sheet' }, 'CmdOrCtrl+/'),
      { label: 'Open data folder', click: actions.openDataFolder },
      ...(isMac ? [] : [SEPARATOR, { role: 'about' } as const]),
    ],
  }
  return [
    ...(isMac ? [program] : []),
    file,
    edit,
    view,
    ...(isMac ? [{ role: 'windowMenu' } as const] : []),
    help,
  ]
}
