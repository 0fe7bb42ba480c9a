import type { Job } from './methods/jobs.ts'
import type { EpochRecord, TrainingProgress } from './methods/models.ts'
import type { EngineState, Settings } from './methods/program.ts'

/** What the host tells every window of its own accord. */
export interface HostEvents {
  /** A job began, moved on or ended. */
  readonly job: Job
  /** A running training: the epochs it has finished since it was last told, and where it stands. */
  readonly training: {
    readonly job: number
    readonly epochs: readonly EpochRecord[]
    readonly progress: TrainingProgress | null
  }
  /** A study's trials have begun, moved on or ended, or the study came or went. */
  readonly study: { readonly study: string }
  /** How far `retraining.compare` has come with two models: the fraction of the scores that are there. */
  readonly comparing: { readonly older: string; readonly newer: string; readonly progress: number }
  /** Lists, entries, scores or what can be undone have changed; pages of an earlier revision may be outdated. */
  readonly library: { readonly revision: number }
  /** Models came, went, were renamed or activated. */
  readonly models: Readonly<Record<string, never>>
  readonly engine: EngineState
  readonly settings: Settings
}

export type EventName = keyof HostEvents

/** Names of all events, for checks at the edge. */
export const EVENT_NAMES = [
  'job',
  'training',
  'study',
  'comparing',
  'library',
  'models',
  'engine',
  'settings',
] as const satisfies readonly EventName[]
