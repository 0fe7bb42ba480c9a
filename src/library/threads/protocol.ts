import type { ErrorDetails } from '../../domain/error.ts'
import type { LibraryChange } from '../changes.ts'

/** Sent to a thread: a call, the end of interest in one, a change to know of, or that it is to end. */
export type ToThread =
  | { readonly id: number; readonly method: string; readonly input: readonly unknown[] }
  | { readonly cancel: number }
  | { readonly change: LibraryChange; readonly revision: number }
  | { readonly end: true }

/** Sent by a thread: the answer to a call, how far it is, or something of its own accord. */
export type FromThread =
  | { readonly id: number; readonly output: unknown }
  | { readonly id: number; readonly error: ThreadError }
  | { readonly id: number; readonly progress: number }
  | { readonly change: LibraryChange }
  | { readonly loaded: true }

/** A typed error on its way between threads. */
export interface ThreadError {
  readonly code: string
  readonly message: string
  readonly details: ErrorDetails
}
