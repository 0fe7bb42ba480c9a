/** Facts that go with an error, small enough for a message or a log line. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/**
 * An error a person can act on. `code` is stable and machine-readable (`formula/unknown-element`);
 * `message` says what, where, and what to do.
 */
export class AnomaliteError extends Error {
  readonly code: string
  readonly details: ErrorDetails

  constructor(code: string, message: string, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(message, options)
    this.name = 'AnomaliteError'
    this.code = code
    this.details = details
  }
}
