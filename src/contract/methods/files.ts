import { z } from 'zod'
import { method } from '../method.ts'
import { entryId, fileId, listId, modelId, name, nothing } from '../values.ts'
import { job } from './jobs.ts'
import { entryQuery, listKind } from './library.ts'

/** The largest piece of a file in one message. */
export const FILE_PIECE_BYTES = 1 << 20

const bytes = z.instanceof(Uint8Array)
const columnRole = z.enum(['formula', 'externalId', 'label', 'note', 'energyAboveHull'])

/** What to take for granted about a list's file; what is null or absent is found out. */
export const readingChoice = z.strictObject({
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'shift_jis', 'windows-1252']).nullable(),
  delimiter: z.enum(['\t', ';', ',', '|', 'none']).nullable(),
  sheet: z.string().max(200).nullable(),
  header: z.enum(['present', 'absent']).nullable(),
  /** Columns by number from 1; null for none. Roles left out are found out. */
  columns: z.partialRecord(columnRole, z.int().min(1).max(16_384).nullable()),
})

/** A line as an import would take it. */
const previewLine = z.strictObject({
  line: z.int(),
  /** All cells of the line. */
  cells: z.array(z.string()),
  text: z.string(),
  /** Canonical formula, or null with the problem. */
  formula: z.string().nullable(),
  problem: z
    .strictObject({ message: z.string(), position: z.int().nullable(), suggestion: z.string().nullable() })
    .nullable(),
  duplicateOfLine: z.int().nullable(),
  /** A list of the library that has the composition already. */
  knownIn: z.string().nullable(),
  label: z.string().nullable(),
  note: z.string().nullable(),
  externalId: z.string().nullable(),
  energyAboveHullEvPerAtom: z.number().nullable(),
})

export const importPreview = z.strictObject({
  /** The choice with everything that was found out filled in. */
  choice: readingChoice,
  kind: z.enum(['text', 'xlsx']),
  sheets: z.array(z.string()),
  /** Headings, or "column 1" … without a header. */
  columns: z.array(z.string()),
  counts: z.strictObject({
    lines: z.int(),
    read: z.int(),
    unread: z.int(),
    /** Lines that repeat the composition of an earlier line of the file. */
    repeated: z.int(),
    /** Distinct compositions that stand in a list of the library. */
    known: z.int(),
  }),
  /** The first lines. */
  lines: z.array(previewLine),
  /** Lines with a problem, the first hundred. */
  problems: z.array(previewLine),
})

/** A choice of what goes into a table file or a report. */
const tableChoice = z.strictObject({ query: entryQuery, title: name })

export const reportChoice = z.strictObject({
  /** A list ranked by a model: the query's list must not be null. */
  query: entryQuery,
  title: name,
  /** The best so many; null for all. */
  limit: z.int().min(1).max(100_000).nullable(),
  /** Entries chosen by hand instead of all that the query finds. */
  entries: z.array(entryId).max(100_000).nullable(),
  remarks: z.string().max(5000),
  paper: z.enum(['A4', 'Letter']),
})

export const fileMethods = {
  /** Announces a file that is sent in pieces. */
  'files.open': method(
    z.strictObject({ fileName: z.string().min(1).max(500), bytes: z.int().nonnegative() }),
    z.strictObject({ file: fileId }),
  ),
  'files.append': method(
    z.strictObject({ file: fileId, bytes }),
    z.strictObject({ received: z.int().nonnegative() }),
  ),
  /** A piece of a file that lies with the host; an empty one at its end. */
  'files.read': method(z.strictObject({ file: fileId, offset: z.int().nonnegative() }), bytes),
  'files.discard': method(z.strictObject({ file: fileId }), nothing),

  /** What an import of the file would do; every line of the file is read for it. */
  'imports.preview': method(z.strictObject({ file: fileId, choice: readingChoice }), importPreview),
  'imports.start': method(
    z.strictObject({
      file: fileId,
      choice: readingChoice,
      into: z.union([z.strictObject({ newList: name, kind: listKind }), z.strictObject({ list: listId })]),
      /** What to do with lines that repeat a composition of the file, or of the library. */
      repeated: z.enum(['keep', 'skip']),
      known: z.enum(['keep', 'skip']),
      /** Scores the list by the active model when it is imported. */
      thenScore: z.boolean(),
    }),
    job,
  ),
  /** Writes what a query finds as a table, scores included. */
  'exports.start': method(tableChoice.extend({ format: z.enum(['csv', 'xlsx', 'json']) }), job),
  /** The report as a page of its own. */
  'reports.render': method(reportChoice, z.strictObject({ html: z.string() })),
  /** The report as a PDF file. */
  'reports.print': method(reportChoice, job),
  /** A model as one file, and back. */
  'models.export': method(z.strictObject({ model: modelId }), job),
  'models.import': method(z.strictObject({ file: fileId }), z.strictObject({ model: modelId })),
}

export type ReadingChoice = z.infer<typeof readingChoice>
export type ImportPreview = z.infer<typeof importPreview>
export type PreviewLine = z.infer<typeof previewLine>
export type ReportChoice = z.infer<typeof reportChoice>
