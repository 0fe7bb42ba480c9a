/** What the main process and the host say to each other; ports travel beside the messages that name them. */

export interface PrintRequest {
  /** The page to print, a file; it says its paper itself. */
  readonly page: string
  /** Where its PDF goes, a file beside it. */
  readonly pdf: string
}

/** From the main process to the host. */
export type ToHost =
  /** With a port to a page. */
  | { readonly kind: 'connect' }
  /** With a port to a compute process that has just started. */
  | { readonly kind: 'compute-started'; readonly id: number; readonly pid: number }
  | { readonly kind: 'compute-ended'; readonly id: number; readonly how: string; readonly lastWords: string }
  | { readonly kind: 'printed'; readonly id: number; readonly problem: string | null }
  /** Back up, close the library, end. */
  | { readonly kind: 'close' }

/** From the host to the main process. */
export type ToMain =
  /** The library is open; ports are welcome. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly message: string }
  | {
      readonly kind: 'start-compute'
      readonly id: number
      readonly environment: Readonly<Record<string, string>>
    }
  | { readonly kind: 'kill-compute'; readonly id: number }
  | { readonly kind: 'print'; readonly id: number; readonly request: PrintRequest }
