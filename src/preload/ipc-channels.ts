import type { OpenedFile, ProgramCommand, Theme } from '../contract/bridge.ts'

/** What the page sends to the main process, by channel. Nothing is answered; what comes of it comes as an event. */
export interface PageMessages {
  readonly connect: () => void
  readonly 'ready-for-files': () => void
  readonly 'set-theme': (theme: Theme) => void
  readonly 'open-data-folder': () => void
}

/** What the main process sends to the page, by channel. */
export interface ProgramMessages {
  readonly command: (command: ProgramCommand) => void
  readonly 'files-opened': (files: readonly OpenedFile[]) => void
}

/** Carries the page's end of a port to the host, and nothing else. */
export const PORT_CHANNEL = 'port'
