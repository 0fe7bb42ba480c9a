/** Mean squared errors of one finished epoch. */
export interface EpochLosses {
  /** 1-based. */
  readonly epoch: number
  /** Mean over the epoch's batches, each measured before its step. */
  readonly trainingLoss: number
  /** Mean over the held-out positives after the epoch. */
  readonly validationLoss: number
}

/** How many epochs of lowest validation loss the selection chooses among. */
const CANDIDATES = 10

/** The ten epochs of lowest validation loss, lowest first; of equal ones the earlier. */
export function candidateEpochs<T extends EpochLosses>(history: readonly T[]): T[] {
  return history
    .toSorted((a, b) => a.validationLoss - b.validationLoss || a.epoch - b.epoch)
    .slice(0, CANDIDATES)
}

/**
 * The epoch whose weights become the model: among the ten epochs of lowest validation loss, the one with the smallest
 * difference between training and validation loss (Makino et al.).
 */
export function selectEpoch<T extends EpochLosses>(history: readonly T[]): T {
  const gap = ({ trainingLoss, validationLoss }: EpochLosses) => Math.abs(trainingLoss - validationLoss)
  const [first, ...others] = candidateEpochs(history)
  if (!first) throw new RangeError('There is no finished epoch to select.')
  return others.reduce((best, epoch) => (gap(epoch) < gap(best) ? epoch : best), first)
}

/**
 * Which epoch's weights become the model. `smallest-gap`: see `selectEpoch`. `last`: the number of epochs was chosen
 * beforehand, and held-out positives select nothing, so that they can judge.
 */
export type EpochRule = 'smallest-gap' | 'last'

/** The epochs that the rule may still choose when more have ended. */
export function choosableEpochs<T extends EpochLosses>(history: readonly T[], rule: EpochRule): T[] {
  return rule === 'last' ? history.slice(-1) : candidateEpochs(history)
}

/** The epoch that the rule chooses. */
export function chooseEpoch<T extends EpochLosses>(history: readonly T[], rule: EpochRule): T {
  return rule === 'last' && history.length > 0 ? history.at(-1)! : selectEpoch(history)
}

/** Whether the lowest validation loss is at least `patience` epochs old. */
export function hasStalled(history: readonly EpochLosses[], patience: number): boolean {
  const best = candidateEpochs(history)[0]
  return best !== undefined && history.at(-1)!.epoch - best.epoch >= patience
}
