export type { BackendName } from './backend/backend.ts'
export { BACKEND_NAMES, type PassedOver } from './backend/start.ts'
export { type ComputeProcess, startCompute } from './compute/client.ts'
export { tensorFlowSetUp } from './compute/environment.ts'
export type { EngineDescription, ProbeResult } from './compute/protocol.ts'
export { sha256 } from './floats.ts'
export type { ModelManifest } from './model/manifest.ts'
export { readFormulas, readManifest, writeManifest } from './model/model-file.ts'
export { makinoNetwork } from './network.ts'
export {
  createRun,
  type EpochRecord,
  openRun,
  type PositivesSource,
  type TrainingRun,
} from './training/run.ts'
export { MAKINO_SETTINGS, type TrainingSettings } from './training/settings.ts'
export { splitPositives } from './training/split.ts'
export type { TrainingProgress } from './training/trainer.ts'
