import { z } from 'zod'
import { method } from '../method.ts'
import { fileId, jobId, listId, modelId, nothing, studyId, wireError } from '../values.ts'

export const jobKind = z.enum(['import', 'score', 'screen', 'report', 'train', 'study', 'fit'])
export const jobState = z.enum(['queued', 'running', 'paused', 'done', 'failed', 'cancelled', 'interrupted'])

/** What a job is at, in lines, compositions, epochs, trials or trees; `total` is null while it is not known. */
export const jobStage = z.strictObject({
  step: z.enum([
    'reading',
    'generating',
    'scoring',
    'training',
    'background',
    'statistics',
    'trees',
    'judging',
    'validating',
    'comparing',
    'trying',
    'writing',
  ]),
  done: z.int().nonnegative(),
  total: z.int().nonnegative().nullable(),
})

/** What came of a job, by which the window offers the next step. */
export const jobResult = z.discriminatedUnion('kind', [
  /** Lines that went into a list, and the step of undo that takes them out again. */
  z.strictObject({
    kind: z.literal('list'),
    list: listId,
    entries: z.int().nonnegative(),
    step: z.int().positive().nullable(),
  }),
  /** Compounds of a list that a model has scored; `outside` have elements without data. */
  z.strictObject({
    kind: z.literal('scores'),
    list: listId,
    model: modelId,
    scored: z.int().nonnegative(),
    outside: z.int().nonnegative(),
  }),
  /** A file that can be fetched by `files.read` while the program runs. */
  z.strictObject({
    kind: z.literal('file'),
    file: fileId,
    fileName: z.string(),
    bytes: z.int().nonnegative(),
  }),
  z.strictObject({ kind: z.literal('model'), model: modelId }),
  z.strictObject({ kind: z.literal('study'), study: studyId }),
])

export const job = z.strictObject({
  id: jobId,
  kind: jobKind,
  /** Name of what it works on: a list, a model. */
  subject: z.string(),
  state: jobState,
  /** Fraction of a known total, 0 to 1. */
  progress: z.number().min(0).max(1),
  /** Null unless it runs. */
  stage: jobStage.nullable(),
  etaSeconds: z.number().nonnegative().nullable(),
  canPause: z.boolean(),
  /** Whether `jobs.resume` takes it up: paused, or ended early with something to go on from. */
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
  /** Ends a job, or gives up one that could go on; a fit under way is interrupted first. Throws `library/no-such-job`, `job/ended`. */
  'jobs.cancel': method(one, job),
  /** Throws `library/no-such-job`, `job/not-running`, `job/cannot-pause`. */
  'jobs.pause': method(one, job),
  /** Goes on with a paused, interrupted or failed job. Throws `library/no-such-job`, `job/cannot-resume`. */
  'jobs.resume': method(one, job),
  /** Takes jobs that have ended and cannot go on off the record. */
  'jobs.clear': method(nothing, z.array(job)),
}

export type JobKind = z.infer<typeof jobKind>
export type JobState = z.infer<typeof jobState>
export type JobStage = z.infer<typeof jobStage>
export type JobResult = z.infer<typeof jobResult>
export type Job = z.infer<typeof job>
