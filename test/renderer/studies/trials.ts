import type { TrialRow } from '../../../src/contract/index.ts'

/** A complete trial, but for what is said otherwise. */
export function trial(number: number, changes: Partial<TrialRow> = {}): TrialRow {
  return {
    number,
    batchSize: 240,
    learningRate: 8.23e-4,
    latentSize: 16,
    seed: 42,
    state: 'complete',
    epochs: 20,
    selectedEpoch: 18,
    trainingRmse: 0.04,
    heldOutRmse: 0.05,
    lowestHeldOutRmse: 0.045,
    rSquaredGlobal: 0.9,
    rSquaredPerFeature: 0.8,
    seconds: 60,
    hasModel: false,
    ...changes,
  }
}

/** A trial that was given up, at the lowest it had come to. */
export const givenUp = (number: number, lowestHeldOutRmse: number): TrialRow =>
  trial(number, {
    state: 'pruned',
    selectedEpoch: null,
    trainingRmse: null,
    heldOutRmse: null,
    lowestHeldOutRmse,
  })

export const underWay = (number: number): TrialRow =>
  trial(number, { state: 'open', selectedEpoch: null, trainingRmse: null, heldOutRmse: null, epochs: 3 })
