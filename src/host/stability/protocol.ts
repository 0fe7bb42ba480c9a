import type { Stability, StabilityHost } from '../../contract/index.ts'
import type { Composition } from '../../domain/composition.ts'
import type { ErrorDetails } from '../../domain/error.ts'
import type {
  Forest,
  ForestSettings,
  PackedStoichiometries,
  StabilityForests,
  StabilityResult,
  TrainingRows,
} from '../../domain/stability/index.ts'
import type { ReportWhy } from '../../report/index.ts'
import type { StabilityModel } from '../models.ts'

/** A model as threads take it: its known compounds, of which they build the tables, and its forests. */
export interface ThreadModel extends StabilityForests {
  /** Equal ids mean equal models: a thread builds the tables of one only once. */
  readonly id: string
  readonly known: PackedStoichiometries
}

/** The tasks of the threads that fit and score. */
export interface StabilityTasks {
  /** Generates the background of known compounds. See `generateBackground`. */
  background: {
    input: { readonly known: PackedStoichiometries; readonly seed: number }
    output: GeneratedBackground
  }
  /** Row-major statistics of compositions, taken from tables of known compounds. */
  statistics: {
    input: { readonly known: PackedStoichiometries; readonly compositions: PackedStoichiometries }
    output: Float32Array<ArrayBuffer>
  }
  /** Grows a forest. See `growForest`. */
  grow: {
    input: { readonly training: TrainingRows; readonly settings: ForestSettings }
    output: Forest
  }
  /** Scores of rows of a table of bins by one forest. */
  forestScores: {
    input: {
      readonly forest: Forest
      readonly bins: Uint8Array
      readonly columns: number
      readonly rows: Uint32Array
    }
    output: Float64Array<ArrayBuffer>
  }
  /** Scores compositions by a model. */
  score: {
    input: { readonly model: ThreadModel; readonly compositions: readonly Composition[] }
    output: readonly StabilityResult[]
  }
  /** Reads a model and builds its tables, for compositions to be explained by; it takes the place of another. */
  open: { input: StabilityModel; output: null }
  /** Scores a composition by the model that was opened, and says why. */
  explain: { input: Composition; output: Stability }
  /** What the model that was opened scores in the place of compositions; null for those scored themselves or outside it. */
  hosts: { input: readonly Composition[]; output: (StabilityHost | null)[] }
  /** The known analogs of compositions by a model; null for those outside it. */
  why: {
    input: { readonly model: ThreadModel; readonly compositions: readonly Composition[] }
    output: readonly (ReportWhy | null)[]
  }
}

export interface GeneratedBackground {
  readonly compositions: PackedStoichiometries
  /** By row: place of its parent among the known compounds, and number of its corruption. */
  readonly parents: Uint32Array
  readonly corruptions: Uint8Array
}

export type StabilityTask = keyof StabilityTasks

/** Sent to a thread, which works on one task at a time. */
export type TaskRequest = {
  [T in StabilityTask]: { readonly task: T; readonly input: StabilityTasks[T]['input'] }
}[StabilityTask]

/** Sent by a thread: how far it is, then the end. */
export type TaskMessage =
  | { readonly fraction: number }
  | { readonly output: StabilityTasks[StabilityTask]['output'] }
  | { readonly error: { readonly code: string; readonly message: string; readonly details: ErrorDetails } }
