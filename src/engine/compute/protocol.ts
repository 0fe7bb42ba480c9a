import type { ErrorDetails } from '../../domain/error.ts'
import type { Evaluation } from '../../domain/evaluation/index.ts'
import type { FoldValidation, ModelComparison } from '../../domain/retraining/index.ts'
import type { BackendName } from '../backend/backend.ts'
import type { PassedOver } from '../backend/start.ts'
import type { Explanation } from '../explanation.ts'
import type { HeldOutErrors } from '../held-out-errors.ts'
import type { LabelledFormula } from '../judgement.ts'
import type { ModelPair } from '../retraining/compare.ts'
import type { FoldProgress } from '../retraining/validation.ts'
import type { EpochRecord } from '../training/run-format.ts'
import type { TrainingSettings } from '../training/settings.ts'
import type { TrainingProgress } from '../training/trainer.ts'
import type { ComputePriority } from './priority.ts'

/** What runs the numbers in a compute process. */
export interface EngineDescription {
  readonly backend: BackendName
  readonly device: string
  readonly passedOver: readonly PassedOver[]
}

/** Measured speed of a back end on a probe of the full-size network. */
export interface ProbeResult {
  readonly scoringCompositionsPerSecond: number
  readonly secondsPerTrainingStep: number
}

/** Every call to a compute process: what goes in, what comes out, what is told on the way. */
export interface ComputeCalls {
  /** Starts the back end; the first call to a process. */
  start: {
    input: { backend: BackendName | 'auto'; priority: ComputePriority }
    output: EngineDescription
    event: never
  }
  /** RMSE of canonical formulas under the model in a folder, in their order; events count those done. */
  score: { input: { modelFolder: string; formulas: readonly string[] }; output: Float32Array; event: number }
  /** RMSE of one canonical formula under the model in a folder, and where its error lies. */
  explain: { input: { modelFolder: string; formula: string }; output: Explanation; event: never }
  /**
   * Where the model in a folder errs over its held-out positives, and the `count` that it reconstructs worst; events tell
   * the fraction done.
   */
  heldOutErrors: { input: { modelFolder: string; count: number }; output: HeldOutErrors; event: number }
  /** Trains the run in a folder to its end and writes the model into a new folder. */
  train: {
    input: { runFolder: string; modelFolder: string }
    output: { selectedEpoch: number; epochs: number }
    event: { readonly progress: TrainingProgress } | { readonly epoch: EpochRecord }
  }
  /** Validates the retraining in a folder by its folds: see `validateByFolds`. */
  validate: { input: { runFolder: string }; output: FoldValidation | null; event: FoldProgress }
  /** Compares two models: see `compareModelFolders`. Events tell the fraction of the scores that are there. */
  compare: { input: ModelPair; output: ModelComparison; event: number }
  /** Judges the model in a folder by formulas of known energy: see `judge`. Events count the formulas scored. */
  judge: {
    input: {
      modelFolder: string
      labelled: readonly LabelledFormula[]
      maxEnergyAboveHullEvPerAtom: number
    }
    output: Evaluation
    event: number
  }
  /** Times scoring and a training step with these settings, each for about so many seconds. */
  probe: { input: { settings: TrainingSettings; seconds: number }; output: ProbeResult; event: never }
}

export type ComputeMethod = keyof ComputeCalls

/** Sent to a compute process. */
export type ComputeRequest =
  | { [M in ComputeMethod]: { id: number; method: M; input: ComputeCalls[M]['input'] } }[ComputeMethod]
  | { readonly id: number; readonly control: 'cancel' | 'pause' | 'resume' | 'finish' }

/** Sent by a compute process. */
export type ComputeResponse =
  | { readonly id: number; readonly event: unknown }
  | { readonly id: number; readonly output: unknown }
  | { readonly id: number; readonly error: { code: string; message: string; details: ErrorDetails } }
