export {
  candidateEpochs,
  choosableEpochs,
  chooseEpoch,
  type EpochLosses,
  type EpochRule,
  hasStalled,
  selectEpoch,
} from './epoch-selection.ts'
