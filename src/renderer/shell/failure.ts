import { AnomaliteError } from '../../domain/error.ts'
import { words } from '../messages/index.ts'
import { notify } from './notices.ts'

const CONNECTION_BROKEN: ReadonlySet<string> = new Set(['wire/closed', 'wire/lost'])

/** What went wrong, in the words of the error itself. */
export function failureText(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Everything a report needs: name, message, stack, causes. */
export function failureDetails(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const own = error.stack ?? `${error.name}: ${error.message}`
  return error.cause === undefined ? own : `${own}\nCaused by: ${failureDetails(error.cause)}`
}

/**
 * Tells the user of an error that nobody handled where it arose. A call that was given up is none, and of a broken
 * connection the window tells by itself.
 */
export function reportFailure(error: unknown): void {
  if (error instanceof Error && error.name === 'AbortError') return
  if (error instanceof AnomaliteError && CONNECTION_BROKEN.has(error.code)) return
  console.error(error)
  notify({ tone: 'bad', title: words.shell.failure.unexpected, text: failureText(error) })
}
