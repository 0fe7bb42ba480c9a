import type { z } from 'zod'
import type { JobResult, JobStage } from '../../contract/index.ts'

/** Work that would hinder each other waits in one lane, in the order in which it was started. */
export type Lane = 'compute' | 'training' | 'files'

/** How running work is steered, and how it tells where it stands. */
export interface WorkControl {
  readonly job: number
  /** Aborted when the job is cancelled or the program ends. */
  readonly signal: AbortSignal
  /** Resolves at once unless the job is paused, then when it goes on. Throws the signal's reason. */
  whenRunning(): Promise<void>
  isPaused(): boolean
  /** Called at each pause and resume, for work that is paused elsewhere. */
  onSteer(handler: (steer: 'pause' | 'resume') => void): void
  /** Tells the fraction done and what it is at. */
  progress(fraction: number, stage: JobStage): void
}

/** A kind of long work. */
export interface Work<Parameters> {
  readonly lane: Lane
  /** What a job of this kind is described by. It is kept with the job, so it must survive JSON. */
  readonly parameters: z.ZodType<Parameters>
  readonly canPause: boolean
  /**
   * Whether work that ended early goes on from where it was when it is run again. `when-cancelled`: also where a person
   * stopped it, and only cancelling it once more gives it up.
   */
  readonly canResume: boolean | 'when-cancelled'
  run(parameters: Parameters, control: WorkControl): Promise<JobResult>
  /** Removes what a job would go on from, once it is cancelled; null where nothing stays. */
  readonly discard: ((parameters: Parameters) => Promise<void>) | null
}
