import type { EntryRow, ReportChoice, ReportFormat, StabilityHost } from '../../contract/index.ts'
import type { ErrorDetails } from '../../domain/error.ts'
import type { ReportFrame, ReportWhy } from '../../report/index.ts'

/** What the thread that makes reports is to make. */
export interface ReportTask {
  /** What is known of the report before its lines are read. */
  readonly frame: Pick<
    ReportFrame,
    'title' | 'createdAt' | 'timeZone' | 'source' | 'selection' | 'model' | 'reference' | 'compared'
  >
  readonly remarks: readonly string[]
  /** Which of the models are not in use: files must not pass their scores off as those of today. */
  readonly notInUse: { readonly model: boolean; readonly compared: boolean }
  readonly limit: number | null
  readonly columns: ReportChoice['columns']
  readonly output: /** The page itself, of each of its tables the first so many rows. */
    | { readonly kind: 'preview'; readonly most: number }
    | { readonly kind: 'file'; readonly format: Exclude<ReportFormat, 'pdf'>; readonly path: string }
}

/** What came of it: the page of a preview, and whether it has all that a file would have. */
export interface ReportOutcome {
  readonly html: string
  readonly extent: 'whole' | 'beginning'
}

/** What is found for each line only where it is asked for: it takes long. */
export type ReportExtra = 'nearest' | 'why' | 'host'

/** A line of a report, with what was asked for beside it. */
export interface ReportRow extends EntryRow {
  /** Canonical formula of the nearest known compound. */
  readonly nearest: string | null
  readonly why: ReportWhy | null
  /** What its stability score is of, where that is another compound. */
  readonly host: StabilityHost | null
}

/** Lines in the report's order. */
export interface ReportRows {
  readonly rows: readonly ReportRow[]
  readonly total: number
}

/** Where the thread has its lines from. */
export type AskRows = (offset: number, count: number, extras: readonly ReportExtra[]) => Promise<ReportRows>

/** Sent to the thread. */
export type ToReportThread =
  | { readonly kind: 'make'; readonly task: ReportTask }
  | { readonly kind: 'rows'; readonly rows: ReportRows }

/** Sent by the thread. */
export type FromReportThread =
  | {
      readonly kind: 'ask'
      readonly offset: number
      readonly count: number
      readonly extras: readonly ReportExtra[]
    }
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'made'; readonly outcome: ReportOutcome }
  | {
      readonly kind: 'failed'
      readonly error: { readonly code: string; readonly message: string; readonly details: ErrorDetails }
    }
