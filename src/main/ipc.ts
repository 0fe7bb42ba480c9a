/** The one module of the main process that touches Electron's messages with the page. */
import { type IpcMainEvent, ipcMain, type MessagePortMain, type WebContents } from 'electron'
import { type PageMessages, PORT_CHANNEL, type ProgramMessages } from '../preload/ipc-channels.ts'
import { isTrustedSender } from './policy/sender.ts'

/** Whose messages are heard. */
export interface Audience {
  readonly origins: readonly string[]
  /** The program's own window, or null while there is none. */
  readonly page: () => WebContents | null
}

/** Hears what the page sends; a message from anyone else is dropped. */
export function hear<C extends keyof PageMessages>(
  channel: C,
  { origins, page }: Audience,
  handler: PageMessages[C],
): void {
  ipcMain.on(channel, ({ sender, senderFrame }: IpcMainEvent, ...args: unknown[]) => {
    const origin = {
      url: senderFrame?.url ?? '',
      isMainFrame: senderFrame !== null && senderFrame.parent === null,
      isProgramWindow: sender === page(),
    }
    if (isTrustedSender(origin, origins)) (handler as (...args: unknown[]) => void)(...args)
  })
}

export function tell<C extends keyof ProgramMessages>(
  page: WebContents,
  channel: C,
  ...args: Parameters<ProgramMessages[C]>
): void {
  page.send(channel, ...args)
}

export function hand(page: WebContents, port: MessagePortMain): void {
  page.postMessage(PORT_CHANNEL, null, [port])
}
