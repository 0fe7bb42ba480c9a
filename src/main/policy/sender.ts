import { isOfOrigin } from './origin.ts'

/** Who sent a message to the main process. */
export interface Sender {
  readonly url: string
  readonly isMainFrame: boolean
  /** The window is the program's own, not one that prints a report. */
  readonly isProgramWindow: boolean
}

/** Whether the main process listens to a message: only the program's own page in its own window is heard. */
export function isTrustedSender(
  { url, isMainFrame, isProgramWindow }: Sender,
  origins: readonly string[],
): boolean {
  return isProgramWindow && isMainFrame && isOfOrigin(url, origins)
}
