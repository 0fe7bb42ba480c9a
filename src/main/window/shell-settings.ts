import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Theme } from '../../contract/bridge.ts'
import { writeFileAtomically } from '../../durable/index.ts'
import { readWindowState, type WindowState } from './window-state.ts'

/** What the window has to know before the host is there. */
export interface ShellSettings {
  readonly window: WindowState | null
  /** The last theme the page asked for; the settings of the library have the final say. */
  readonly theme: Theme
}

const FIRST: ShellSettings = { window: null, theme: 'system' }

/** The settings in their file, which is written one change after the other. */
export class ShellSettingsFile {
  private readonly file: string
  private writing: Promise<void> = Promise.resolve()
  current: ShellSettings

  private constructor(file: string, current: ShellSettings) {
    this.file = file
    this.current = current
  }

  /** Reads the settings of a folder; what is missing or damaged is as on the first start. */
  static async open(folder: string): Promise<ShellSettingsFile> {
    const file = join(folder, 'window.json')
    const text = await readFile(file, 'utf8').catch(() => 'null')
    return new ShellSettingsFile(file, readShellSettings(text))
  }

  change(changed: Partial<ShellSettings>): void {
    this.current = { ...this.current, ...changed }
    const text = `${JSON.stringify(this.current, null, 2)}\n`
    // Where a window lay is not worth a message to the user.
    this.writing = this.writing.then(() => writeFileAtomically(this.file, text)).catch(() => undefined)
  }

  /** Resolves when every change is on disk. */
  written(): Promise<void> {
    return this.writing
  }
}

/** Reads the text of a settings file, of which any part may be missing or wrong. */
export function readShellSettings(text: string): ShellSettings {
  try {
    const { window, theme } = JSON.parse(text) as Record<string, unknown>
    return { window: readWindowState(window), theme: isTheme(theme) ? theme : FIRST.theme }
  } catch {
    return FIRST
  }
}

export function isTheme(value: unknown): value is Theme {
  return value === 'system' || value === 'light' || value === 'dark'
}
