/** Schemas of the values that several methods speak of. */
import { z } from 'zod'

export const nothing = z.strictObject({})

export const listId = z.int().positive()
export const entryId = z.int().positive()
export const jobId = z.int().positive()
/** A model's folder name. */
export const modelId = z.string().min(1).max(200)
/** A study's folder name. */
export const studyId = z.string().min(1).max(200)
/** A file that lies with the host for a while: uploaded for an import, or made by an export. */
export const fileId = z.uuid()

/** A formula as a person writes it; the host reads it with the formula reader. */
export const formulaText = z.string().min(1).max(1000)
export const elementSymbol = z.string().regex(/^[A-Z][a-z]?$/)
export const elementSymbols = z.array(elementSymbol).max(118)

export const name = z.string().trim().min(1).max(200)
export const isoTime = z.iso.datetime()

/** What went wrong: a stable code, a sentence that says what to do, and facts. */
export const wireError = z.strictObject({
  code: z.string(),
  message: z.string(),
  details: z.record(
    z.string(),
    z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]),
  ),
})

/** What models say of a composition: the reconstruction error, best low, or the stability score, best high. */
export const scoreKind = z.enum(['rmse', 'stability'])

/** A reconstruction error and where it lies; `outside` when the descriptor has no data for an element. */
export const score = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('scored'),
    canonical: z.string(),
    rmse: z.number().nonnegative(),
    /** Per cent of the model's held-out positives with a larger RMSE. */
    percentile: z.number().min(0).max(100),
    /** The model was trained on this composition, which makes its RMSE too favourable. */
    trainedOn: z.boolean(),
    /** Elements in none of the compositions the model was trained on. */
    unseenElements: elementSymbols,
  }),
  z.strictObject({ kind: z.literal('outside'), canonical: z.string(), elements: elementSymbols }),
])

export type WireError = z.infer<typeof wireError>
export type ScoreKind = z.infer<typeof scoreKind>
export type Score = z.infer<typeof score>
