import { BrowserWindow, nativeTheme, screen } from 'electron'
import { MINIMUM_SIZE, restoredState, type WindowState } from './window-state.ts'

/** What the page is painted on until it paints itself; the backgrounds of its two themes. */
const BACKGROUND = { light: '#f6f7f8', dark: '#14171a' }

const SAVE_DELAY_MS = 500

export interface ProgramWindowOptions {
  readonly saved: WindowState | null
  readonly preload: string
  readonly icon: string
  readonly onStateChange: (state: WindowState) => void
}

/** Opens the program's window where it lay when it was last closed, without a page yet. */
export function openProgramWindow({
  saved,
  preload,
  icon,
  onStateChange,
}: ProgramWindowOptions): BrowserWindow {
  const main = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== main.id)
  const { bounds, isMaximized } = restoredState(saved, [
    main.workArea,
    ...others.map(({ workArea }) => workArea),
  ])
  const window = new BrowserWindow({
    ...bounds,
    minWidth: Math.min(MINIMUM_SIZE.width, bounds.width),
    minHeight: Math.min(MINIMUM_SIZE.height, bounds.height),
    show: false,
    title: 'Anomalite',
    icon,
    backgroundColor: BACKGROUND[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'],
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      // Would fetch its dictionaries from the network.
      spellcheck: false,
    },
  })
  if (isMaximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  keepState(window, onStateChange)
  return window
}

function keepState(window: BrowserWindow, onStateChange: (state: WindowState) => void): void {
  let timer: NodeJS.Timeout | undefined
  const save = () => onStateChange({ bounds: window.getNormalBounds(), isMaximized: window.isMaximized() })
  const saveSoon = () => {
    clearTimeout(timer)
    timer = setTimeout(save, SAVE_DELAY_MS)
  }
  window.on('resize', saveSoon)
  window.on('move', saveSoon)
  window.on('maximize', saveSoon)
  window.on('unmaximize', saveSoon)
  window.on('close', () => {
    clearTimeout(timer)
    save()
  })
}
