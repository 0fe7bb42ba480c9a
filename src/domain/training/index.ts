export { candidateEpochs, type EpochLosses, hasStalled, selectEpoch } from './epoch-selection.ts'
