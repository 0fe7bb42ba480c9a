import { app, type BrowserWindow, dialog, Menu, nativeTheme, session, shell } from 'electron'
import type { OpenedFile, Theme } from '../contract/bridge.ts'
import { afterCrash } from './children/crash-record.ts'
import { HostChild } from './children/host-child.ts'
import { OpenedFiles } from './content/opened-files.ts'
import { serveProgram } from './content/program-protocol.ts'
import { askWhereToSave } from './downloads.ts'
import { guardPages, guardSession } from './guards.ts'
import { type Audience, hand, hear, tell } from './ipc.ts'
import { COMPUTE_ENTRY, HOST_ENTRY, ICON_FILE, PAGE_FOLDER, PRELOAD_FILE } from './locations.ts'
import { menuTemplate } from './menu/menu-template.ts'
import { PROGRAM_ORIGIN } from './policy/origin.ts'
import { printPage } from './printing/print-page.ts'
import { openProgramWindow } from './window/program-window.ts'
import { isTheme, type ShellSettingsFile } from './window/shell-settings.ts'

export interface ShellOptions {
  readonly dataFolder: string
  readonly settings: ShellSettingsFile
  /** Where a development server gives the page, or null for the built one. */
  readonly developmentUrl: string | null
}

/** The program as its desktop sees it: one window, its menus, and the host behind it. */
export class Shell {
  private readonly options: ShellOptions
  private readonly host: HostChild
  private readonly opened = new OpenedFiles()
  private window: BrowserWindow | null = null
  private pageTakesFiles = false
  private waitingFiles: OpenedFile[] = []
  private pageCrashTimesMs: number[] = []

  constructor(options: ShellOptions) {
    this.options = options
    this.host = new HostChild({
      hostEntry: HOST_ENTRY,
      computeEntry: COMPUTE_ENTRY,
      print: printPage,
      onDown: reason => void this.offerRestart(reason),
    })
  }

  /** Everything that has to be there before the first window. */
  start(): void {
    const origins = this.origins()
    guardPages(origins)
    guardSession(session.defaultSession, app.isPackaged ? origins : [...origins, 'devtools://devtools'])
    askWhereToSave(session.defaultSession)
    serveProgram(session.defaultSession, PAGE_FOLDER, this.opened)
    this.hearPage({ origins, page: () => this.window?.webContents ?? null })
    nativeTheme.themeSource = this.options.settings.current.theme
    this.host.start()
    this.showMenu()
    this.openWindow()
  }

  /** Brings the window to the front, opening it where it was closed. */
  show(): void {
    if (!this.window) {
      this.openWindow()
      return
    }
    if (this.window.isMinimized()) this.window.restore()
    this.window.show()
    this.window.focus()
  }

  /** Hands files from outside to the page, now or when it is there. */
  openFiles(paths: readonly string[]): void {
    if (paths.length === 0) return
    for (const path of paths) app.addRecentDocument(path)
    this.waitingFiles.push(...paths.map(path => this.opened.offer(path)))
    this.deliverFiles()
  }

  /** Closes window, host and compute processes; resolves when all is on disk. */
  async close(): Promise<void> {
    this.window?.close()
    await Promise.all([this.host.close(), this.options.settings.written()])
  }

  private origins(): string[] {
    const { developmentUrl } = this.options
    return developmentUrl ? [PROGRAM_ORIGIN, new URL(developmentUrl).origin] : [PROGRAM_ORIGIN]
  }

  private hearPage(audience: Audience): void {
    hear('connect', audience, () => {
      if (this.window) hand(this.window.webContents, this.host.connect())
    })
    hear('ready-for-files', audience, () => {
      this.pageTakesFiles = true
      this.deliverFiles()
    })
    hear('set-theme', audience, theme => {
      if (isTheme(theme)) this.setTheme(theme)
    })
    hear('open-data-folder', audience, () => this.openDataFolder())
  }

  private openWindow(): void {
    const { settings, developmentUrl } = this.options
    const window = openProgramWindow({
      saved: settings.current.window,
      preload: PRELOAD_FILE,
      icon: ICON_FILE,
      onStateChange: state => settings.change({ window: state }),
    })
    this.window = window
    window.on('closed', () => {
      this.window = null
      this.pageTakesFiles = false
    })
    window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) this.pageTakesFiles = false
    })
    window.webContents.on('render-process-gone', (_, { reason }) => {
      if (reason !== 'clean-exit') this.pageCrashed(window, reason)
    })
    void window.loadURL(developmentUrl ?? `${PROGRAM_ORIGIN}/`)
  }

  private deliverFiles(): void {
    if (!this.window || !this.pageTakesFiles || this.waitingFiles.length === 0) return
    tell(this.window.webContents, 'files-opened', this.waitingFiles)
    this.waitingFiles = []
  }

  private setTheme(theme: Theme): void {
    if (theme === this.options.settings.current.theme) return
    nativeTheme.themeSource = theme
    this.options.settings.change({ theme })
    this.showMenu()
  }

  private showMenu(): void {
    const { theme } = this.options.settings.current
    const template = menuTemplate(
      { platform: process.platform, theme, isPackaged: app.isPackaged },
      {
        command: command => {
          this.show()
          if (this.window) tell(this.window.webContents, 'command', command)
        },
        openDataFolder: () => this.openDataFolder(),
      },
    )
    Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  }

  private openDataFolder(): void {
    void shell.openPath(this.options.dataFolder)
  }

  private pageCrashed(window: BrowserWindow, reason: string): void {
    this.pageCrashTimesMs.push(Date.now())
    const next = afterCrash(this.pageCrashTimesMs)
    if (next.kind === 'stop') void this.offerRestart(`The window stopped ${next.crashes} times (${reason}).`)
    else setTimeout(() => !window.isDestroyed() && window.reload(), next.afterMs)
  }

  private async offerRestart(reason: string): Promise<void> {
    const { response } = await dialog.showMessageBox({
      type: 'error',
      message: 'Anomalite has stopped working',
      detail: `Your library and unfinished trainings are safe on disk.\n\n${reason}`,
      buttons: ['Start again', 'Quit'],
      defaultId: 0,
      cancelId: 1,
    })
    if (response === 1) return app.quit()
    this.pageCrashTimesMs = []
    this.host.startAgain()
    this.window?.reload()
  }
}
