export { type CallOptions, connectClient, type HostClient } from './client.ts'
export { type Contract, contract, type Input, type MethodName, type Output } from './contract.ts'
export { EVENT_NAMES, type EventName, type HostEvents } from './events.ts'
export type { Method } from './method.ts'
export type { Explanation, Neighbour } from './methods/compositions.ts'
export {
  FILE_PIECE_BYTES,
  type ImportPreview,
  type PreviewLine,
  type ReadingChoice,
} from './methods/files.ts'
export type { AdditionsPreview, FittingChoice, FittingPreview } from './methods/fitting.ts'
export type { Job, JobKind, JobResult, JobStage, JobState } from './methods/jobs.ts'
export type {
  EntryQuery,
  EntryRow,
  HistoryState,
  List,
  ListKind,
  Selection,
} from './methods/library.ts'
export {
  type EpochRecord,
  type LayerRecord,
  MOST_WORST,
  type ModelDetails,
  type ModelSummary,
  type RmseDetails,
  type RmseSummary,
  type StabilityDetails,
  type StabilitySummary,
  type TrainingChoice,
  type TrainingData,
  type TrainingPreview,
  type TrainingProgress,
  type WorstReconstructions,
} from './methods/models.ts'
export type { EngineState, Settings } from './methods/program.ts'
export type {
  ReportChoice,
  ReportFormat,
  ReportOrder,
} from './methods/reports.ts'
export type {
  RetrainingComparison,
  RetrainingData,
  RetrainingPreview,
  RetrainingSettingsChoice,
} from './methods/retraining.ts'
export {
  MOST_CANDIDATES,
  MOST_EXAMPLES,
  MOST_KEPT,
  type ScreeningChoice,
  screeningChoice,
  type TakenCandidates,
} from './methods/screening.ts'
export type { ScoredStability, Stability, StabilityHost, StabilityReference } from './methods/stability.ts'
export {
  MOST_TRIALS,
  type StudyAim,
  type StudyDetails,
  type StudySummary,
  type TrialRow,
} from './methods/studies.ts'
export { type Channel, MESSAGE_LIMIT_BYTES, type Request, type Response } from './transport.ts'
export type { Score, ScoreKind, WireError } from './values.ts'
