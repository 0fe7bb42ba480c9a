import { z } from 'zod'
import { method } from '../method.ts'
import { entryId, listId, modelId, name } from '../values.ts'
import { job } from './jobs.ts'
import { entryQuery } from './library.ts'

/** A list of the library, ranked by a model; null for the active one. */
const rankingChoice = z.strictObject({ list: listId, model: modelId.nullable() })

const charge = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('neutral') }),
  z.strictObject({ kind: z.literal('unbalanced'), chargePerAtom: z.number() }),
  z.strictObject({ kind: z.literal('not-ionic') }),
  z.strictObject({ kind: z.literal('unknown') }),
])

/** A line of a list in the order of its RMSE. */
const rankedLine = z.strictObject({
  /** From 1; lines of the same composition share a rank. */
  rank: z.int().positive(),
  entry: entryId,
  /** As the user wrote it. */
  text: z.string(),
  /** Canonical. */
  formula: z.string(),
  line: z.int().nonnegative(),
  rmse: z.number().nonnegative(),
  /** Per cent of the model's held-out positives with a larger RMSE. */
  percentile: z.number().min(0).max(100),
  charge,
  trainedOn: z.boolean(),
  unseenElements: z.array(z.string()),
  externalId: z.string().nullable(),
  label: z.string().nullable(),
  note: z.string().nullable(),
})

/** A line without a rank, and why. */
const unrankedLine = z.strictObject({ line: z.int().nonnegative(), text: z.string(), message: z.string() })

export const rankingSummary = z.strictObject({
  model: z.strictObject({ id: modelId, name: z.string() }),
  ranked: z.int().nonnegative(),
  /** Formulas with elements that the model has no data for, and lines that are no formulas: the first hundred of each. */
  outside: z.strictObject({ count: z.int().nonnegative(), first: z.array(unrankedLine) }),
  unread: z.strictObject({ count: z.int().nonnegative(), first: z.array(unrankedLine) }),
})

/** A report on some entries of the library, in their order. */
export const reportChoice = z.strictObject({
  query: entryQuery,
  title: name,
  /** The first so many; null for all. */
  limit: z.int().min(1).max(100_000).nullable(),
  remarks: z.string().max(5000),
  /** Columns that can be left out; the note with the cautions of the score. */
  columns: z.strictObject({ charge: z.boolean(), nearest: z.boolean(), note: z.boolean() }),
})

const rankingFormat = z.enum(['csv', 'xlsx', 'json', 'html', 'pdf'])

/** A report, or its lines as a table, to be written to a file. */
export const reportOrder = reportChoice.extend({ format: rankingFormat, paper: z.enum(['A4', 'Letter']) })

export const rankingMethods = {
  /** Scores the lines of a list and orders them. Kept until the library changes. */
  'rankings.summary': method(rankingChoice, rankingSummary),
  /** Places `offset` … of a ranking, from 0. */
  'rankings.page': method(
    rankingChoice.extend({ offset: z.int().nonnegative(), count: z.int().min(0).max(1000) }),
    z.array(rankedLine),
  ),
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

export type RankedLine = z.infer<typeof rankedLine>
export type RankingSummary = z.infer<typeof rankingSummary>
export type ReportChoice = z.infer<typeof reportChoice>
export type RankingFormat = z.infer<typeof rankingFormat>
export type ReportOrder = z.infer<typeof reportOrder>
