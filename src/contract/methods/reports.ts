import { z } from 'zod'
import { method } from '../method.ts'
import { name } from '../values.ts'
import { job } from './jobs.ts'
import { entryQuery } from './library.ts'

/** A report on some entries of the library, in their order. */
export const reportChoice = z.strictObject({
  query: entryQuery,
  title: name,
  /** The first so many; null for all. */
  limit: z.int().min(1).max(100_000).nullable(),
  remarks: z.string().max(5000),
  /**
   * Columns that can be left out; the note with the cautions of the score. `why`: the known analogs of each candidate,
   * where one of the models gives stability scores.
   */
  columns: z.strictObject({
    charge: z.boolean(),
    nearest: z.boolean(),
    note: z.boolean(),
    why: z.boolean(),
  }),
})

const reportFormat = z.enum(['csv', 'xlsx', 'json', 'html', 'pdf'])

/** A report, or its lines as a table, to be written to a file. */
export const reportOrder = reportChoice.extend({ format: reportFormat, paper: z.enum(['A4', 'Letter']) })

export const reportMethods = {
  /** The report as a page of its own, by the scores there are; of a long one the beginning. */
  'reports.render': method(
    reportChoice,
    z.strictObject({ html: z.string(), extent: z.enum(['whole', 'beginning']) }),
  ),
  /**
   * Begins a job that scores what is missing and writes a table (CSV, XLSX, JSON: all lines, with why some have no
   * rank) or the report. Throws `library/no-such-list`, `model/unknown`.
   */
  'reports.write': method(reportOrder, job),
}

export type ReportChoice = z.infer<typeof reportChoice>
export type ReportFormat = z.infer<typeof reportFormat>
export type ReportOrder = z.infer<typeof reportOrder>
