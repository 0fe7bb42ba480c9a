import { z } from 'zod'
import { method } from '../method.ts'
import { fileId, jobId, listId, modelId, nothing, wireError } from '../values.ts'

export const jobKind = z.enum(['import', 'score', 'screen', 'export', 'report', 'train'])
export const jobState = z.enum(['queued', 'running', 'paused', 'done', 'failed', 'cancelled', 'interrupted'])

/** What came of a job, by which the window offers the next step. */
export const jobResult = z.discriminatedUnion('kind', [
  /** Lines that went into a list. */
  z.strictObject({
    kind: z.literal('list'),
    list: listId,
    entries: z.int(),
    unread: z.int(),
    duplicates: z.int(),
  }),
  /** Compounds of a list that a model has scored; `outside` have elements without data. */
  z.strictObject({
    kind: z.literal('scores'),
    list: listId,
    model: modelId,
    scored: z.int(),
    outside: z.int(),
  }),
  /** A file that can be fetched by `files.read` while the program runs. */
  z.strictObject({ kind: z.literal('file'), file: fileId, fileName: z.string(), bytes: z.int() }),
  z.strictObject({ kind: z.literal('model'), model: modelId }),
])

export const job = z.strictObject({
  id: jobId,
  kind: jobKind,
  /** What it does and to what: "Score “Literature 2019”". */
  title: z.string(),
  state: jobState,
  /** Fraction of a known total, 0 to 1. */
  progress: z.number().min(0).max(1),
  /** What it is at: "epoch 12 of 500", "23,000 of 50,000". */
  stage: z.string().nullable(),
  etaSeconds: z.number().nonnegative().nullable(),
  canPause: z.boolean(),
  /** Interrupted or failed work that can go on from where it was. */
  canResume: z.boolean(),
  result: jobResult.nullable(),
  error: wireError.nullable(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
})

const one = z.strictObject({ job: jobId })

export const jobMethods = {
  /** All jobs, newest first. */
  'jobs.all': method(nothing, z.array(job)),
  'jobs.cancel': method(one, job),
  'jobs.pause': method(one, job),
  /** Goes on with a paused, interrupted or failed job. */
  'jobs.resume': method(one, job),
  /** Takes finished jobs off the record. */
  'jobs.clear': method(nothing, z.array(job)),
  /** Scores a list's compounds that the model (null: the active one) has not scored yet. */
  'scoring.start': method(z.strictObject({ list: listId, model: modelId.nullable() }), job),
}

export type JobKind = z.infer<typeof jobKind>
export type JobState = z.infer<typeof jobState>
export type JobResult = z.infer<typeof jobResult>
export type Job = z.infer<typeof job>
