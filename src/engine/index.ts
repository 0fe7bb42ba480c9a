export type { BackendName } from './backend/backend.ts'
export { BACKEND_NAMES, type PassedOver } from './backend/start.ts'
export { type ComputeCall, type ComputeProcess, startCompute } from './compute/client.ts'
export { tensorFlowSetUp } from './compute/environment.ts'
export { type ComputeChannel, computeEnvironment, type LaunchCompute } from './compute/launch.ts'
export type { ComputePriority } from './compute/priority.ts'
export type { ComputeCalls, ComputeMethod, EngineDescription, ProbeResult } from './compute/protocol.ts'
export { type ServedChannel, serveCompute } from './compute/serve.ts'
export type { Explanation } from './explanation.ts'
export type { HeldOutErrors, Misfit } from './held-out-errors.ts'
export type { LabelledFormula } from './judgement.ts'
export { archiveModel } from './model/archive/client.ts'
export { NOTE_FILE } from './model/archive/model-files.ts'
export { copyModel } from './model/copy.ts'
export { type ModelManifest, ofStudy, type StudyOrigin } from './model/manifest.ts'
export { readDiagnostics, readFormulas, readManifest, writeManifest } from './model/model-file.ts'
export { type NearestThread, startNearest } from './nearest/client.ts'
export { makinoNetwork, parameterCount } from './network.ts'
export type { ModelPair } from './retraining/compare.ts'
export {
  type InHouseList,
  PARENT_FOLDER,
  type PlannedRetraining,
  planRetraining,
  type RetrainingChoice,
  type RetrainingPlan,
} from './retraining/plan.ts'
export type { RetrainingRecord } from './retraining/record.ts'
export type { FoldProgress } from './retraining/validation.ts'
export {
  DEFINITION_SHA256 as STABILITY_DEFINITION_SHA256,
  type StabilityManifest,
} from './stability/manifest.ts'
export {
  isStabilityFolder,
  readForests,
  readKnownCompounds,
  readStabilityFormulas,
  readStabilityManifest,
  writeStabilityManifest,
  writeStabilityModel,
} from './stability/model-file.ts'
export {
  checkAim,
  createStudy,
  hasStudy,
  openStudy,
  readStudyOutline,
  type Study,
  type StudyOutline,
  type StudyPlan,
  setTrials,
  splitFingerprint,
  trialModelFolder,
  trialRunFolder,
} from './studies/study.ts'
export type {
  CompleteTrial,
  SearchAim,
  StudyAim,
  SweepAim,
  Trial,
} from './studies/study-format.ts'
export { bestTrial, completeTrials, keptTrials, prunedAfter, trialCount } from './studies/trials.ts'
export { createRun, openRun, type RunOutline, readRunOutline, type TrainingRun } from './training/run.ts'
export type { EpochRecord, LossesApart, PositivesSource } from './training/run-format.ts'
export { checkSettings, MAKINO_SETTINGS, PAPER_TRAINING, type TrainingSettings } from './training/settings.ts'
export { splitPositives } from './training/split.ts'
export type { TrainingProgress } from './training/trainer.ts'
