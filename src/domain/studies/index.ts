export type { Dimension } from './dimension.ts'
export { hopelessAfter, warmUpEpochs } from './pruning.ts'
export { proposeTrial, type RankedTrial } from './tpe.ts'
