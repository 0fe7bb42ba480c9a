export type { Dimension } from './dimension.ts'
export { hopelessAfter, warmUpEpochs } from './pruning.ts'
export { type SizedTrial, type SizeSummary, type Spread, summariseSizes } from './sizes.ts'
export { proposeTrial, type RankedTrial } from './tpe.ts'
