import { z } from 'zod'
import { method } from '../method.ts'
import { fileId, nothing } from '../values.ts'
import { job } from './jobs.ts'
import { listTarget } from './library.ts'

/** The largest piece of a file in one message. */
export const FILE_PIECE_BYTES = 1 << 20

const bytes = z.instanceof(Uint8Array)
const columnRole = z.enum(['formula', 'externalId', 'label', 'note', 'tags', 'energyAboveHull'])

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
  text: z.string(),
  /** Canonical formula, or null with the problem. */
  formula: z.string().nullable(),
  problem: z
    .strictObject({ message: z.string(), position: z.int().nullable(), suggestion: z.string().nullable() })
    .nullable(),
  duplicateOfLine: z.int().nullable(),
  label: z.string().nullable(),
  note: z.string().nullable(),
  tags: z.array(z.string()),
  externalId: z.string().nullable(),
  energyAboveHullEvPerAtom: z.number().nullable(),
})

export const importPreview = z.strictObject({
  /** The choice with everything that was found out filled in. */
  choice: readingChoice,
  kind: z.enum(['text', 'json', 'xlsx']),
  sheets: z.array(z.string()),
  /** Headings, or "column 1" … without a header. */
  columns: z.array(z.string()),
  counts: z.strictObject({
    lines: z.int(),
    read: z.int(),
    unread: z.int(),
    /** Lines that repeat the composition of an earlier line of the file. */
    repeated: z.int(),
  }),
  /** The first lines. */
  lines: z.array(previewLine),
  /** Lines with a problem, the first hundred. */
  problems: z.array(previewLine),
})

/** A file that has been looked at, and what is to become of it. */
export const importChoice = z.strictObject({
  file: fileId,
  choice: readingChoice,
  into: listTarget,
  /** What to do with lines that repeat a composition of the file. */
  repeated: z.enum(['keep', 'skip']),
  /** How many lines the preview counted: what progress is told by. */
  lines: z.int().nonnegative(),
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
  /**
   * Begins a job that reads the file into a list: all of it, or nothing when it fails or is cancelled. What comes in
   * is scored by the active model afterwards. Throws `transfer/unknown-file`, `transfer/incomplete`.
   */
  'imports.run': method(importChoice, job),
}

export type ReadingChoice = z.infer<typeof readingChoice>
export type ImportPreview = z.infer<typeof importPreview>
export type PreviewLine = z.infer<typeof previewLine>
