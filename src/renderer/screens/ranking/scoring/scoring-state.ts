import type { Job } from '../../../../contract/index.ts'

/** How far a model has scored what is ranked. */
export type ScoringState =
  /** Not known yet. */
  | { readonly kind: 'unknown' }
  /** All that can be scored is. */
  | { readonly kind: 'complete' }
  /** Something is left, and nothing is being done about it. */
  | { readonly kind: 'missing' }
  /** The host has been asked, and takes a moment: a few lines are scored before it answers. */
  | { readonly kind: 'beginning' }
  | { readonly kind: 'running'; readonly job: Job }
  | { readonly kind: 'paused'; readonly job: Job }
  | { readonly kind: 'failed'; readonly message: string }

export interface ScoringFacts {
  readonly isBeginning: boolean
  /** Jobs that were begun for it, as they now stand. */
  readonly jobs: readonly Job[]
  /** Why a job could not be begun; null when nothing is wrong. */
  readonly failure: string | null
  /** Whether a compound is left that could be scored; null while that is being looked for. */
  readonly isMissing: boolean | null
}

/** What is under way tells more than what is left, and that more than what went wrong before it was seen to. */
export function scoringState({ isBeginning, jobs, failure, isMissing }: ScoringFacts): ScoringState {
  const running =
    jobs.find(({ state }) => state === 'running') ?? jobs.find(({ state }) => state === 'queued')
  if (running !== undefined) return { kind: 'running', job: running }
  if (isBeginning) return { kind: 'beginning' }
  const paused = jobs.find(({ state }) => state === 'paused' || state === 'interrupted')
  if (paused !== undefined) return { kind: 'paused', job: paused }
  if (failure !== null) return { kind: 'failed', message: failure }
  if (isMissing === null) return { kind: 'unknown' }
  if (!isMissing) return { kind: 'complete' }
  const error = jobs.find(({ state }) => state === 'failed')?.error ?? null
  return error === null ? { kind: 'missing' } : { kind: 'failed', message: error.message }
}
