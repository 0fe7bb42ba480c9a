import { decimals, SEEDS, wholeNumbers } from '../../../components/form/number-range.ts'

/** Numbers that the settings of a training can have. */
export const SETTING_RANGES = {
  epochs: wholeNumbers(1, 100_000),
  patienceEpochs: wholeNumbers(1, 100_000),
  latentSize: wholeNumbers(1, 1024),
  learningRate: decimals(1e-7, 1),
  batchSize: wholeNumbers(1, 100_000),
  trainingPercent: wholeNumbers(1, 99),
  energyAboveHullEvPerAtom: decimals(0, 10),
  seed: SEEDS,
}

/** After so many epochs without a gain a training stops, where nobody says. */
export const USUAL_PATIENCE_EPOCHS = 60

/** Compounds below it are taken for stable, where nobody says. */
export const USUAL_LIMIT_EV_PER_ATOM = 0.01
