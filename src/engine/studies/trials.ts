import { type Dimension, hopelessAfter, proposeTrial, type RankedTrial } from '../../domain/studies/index.ts'
import type { TrainingSettings } from '../training/settings.ts'
import type { CompleteTrial, SearchAim, StudyAim, SweepAim, Trial } from './study-format.ts'

/** The next trial of a study, or null when all have been begun. The same trials give the same next one. */
export function nextTrial(aim: StudyAim, settings: TrainingSettings, trials: readonly Trial[]): Trial | null {
  const number = trials.length + 1
  if (number > trialCount(aim)) return null
  const asSettled = {
    number,
    batchSize: settings.batchSize,
    learningRate: settings.learningRate,
    latentSize: latentSizeOf(settings),
    seed: settings.seed,
    validationLosses: [],
    seconds: 0,
    outcome: null,
  }
  return {
    ...asSettled,
    ...(aim.kind === 'search' ? proposed(aim, settings, trials) : swept(aim, asSettled)),
  }
}

/** How many trials a study has in all. */
export function trialCount(aim: StudyAim): number {
  return aim.kind === 'search' ? aim.trials : aim.latentSizes.length * aim.repeats
}

function proposed(aim: SearchAim, { seed }: TrainingSettings, trials: readonly Trial[]) {
  const space = {
    batchSize: { ...aim.batchSize, scale: 'linear', values: 'whole' },
    learningRate: { ...aim.learningRate, scale: 'log', values: 'real' },
  } satisfies Record<string, Dimension>
  const ended = trials.flatMap(trial => (trial.outcome === null ? [] : [ranked(trial)]))
  return proposeTrial(space, ended, seed, trials.length + 1)
}

/** Complete trials by their loss; then pruned ones, the longer they lasted the better; then those that diverged. */
function ranked(trial: Trial): RankedTrial<'batchSize' | 'learningRate'> {
  const { batchSize, learningRate, outcome, validationLosses } = trial
  const values = { batchSize, learningRate }
  if (outcome?.kind === 'complete') return { values, rank: [0, outcome.validationLoss, 0] }
  if (outcome?.kind === 'pruned') {
    return { values, rank: [1, -validationLosses.length, Math.min(...validationLosses)] }
  }
  return { values, rank: [2, 0, 0] }
}

/** Every size once, then every size again: a sweep that is stopped early has seen all sizes as often as it could. */
function swept({ latentSizes }: SweepAim, { number, seed }: Trial): Pick<Trial, 'latentSize' | 'seed'> {
  const repeat = Math.floor((number - 1) / latentSizes.length)
  return { latentSize: latentSizes[(number - 1) % latentSizes.length]!, seed: (seed + repeat) % 2 ** 32 }
}

/** The settings that a trial trains with. */
export function trialSettings(
  settings: TrainingSettings,
  { batchSize, learningRate, latentSize, seed }: Trial,
): TrainingSettings {
  const layerSizes =
    latentSize === latentSizeOf(settings)
      ? settings.layerSizes
      : withLatentSize(settings.layerSizes, latentSize)
  return { ...settings, layerSizes, batchSize, learningRate, seed }
}

function latentSizeOf({ layerSizes }: TrainingSettings): number {
  return layerSizes[(layerSizes.length - 1) / 2]!
}

/** The network with another bottleneck; layers before it that would be no wider are left out, as in `makinoNetwork`. */
function withLatentSize(layerSizes: readonly number[], latentSize: number): readonly number[] {
  const encoder = layerSizes.slice(0, (layerSizes.length - 1) / 2).filter(size => size > latentSize)
  return [...encoder, latentSize, ...encoder.toReversed()]
}

/** The trials that ended with a model, in their order. */
export function completeTrials(trials: readonly Trial[]): CompleteTrial[] {
  return trials.filter((trial): trial is CompleteTrial => trial.outcome?.kind === 'complete')
}

/** The complete trial of the lowest validation loss at its selected epoch, of equal ones the first; null for none. */
export function bestTrial(trials: readonly Trial[]): CompleteTrial | null {
  const byLoss = completeTrials(trials).toSorted(
    (a, b) => a.outcome.validationLoss - b.outcome.validationLoss || a.number - b.number,
  )
  return byLoss[0] ?? null
}

/** Numbers of the trials whose weights a study keeps: the best of a search, the best of each size of a sweep. */
export function keptTrials(aim: StudyAim, trials: readonly Trial[]): number[] {
  const groups =
    aim.kind === 'search'
      ? [trials]
      : aim.latentSizes.map(size => trials.filter(({ latentSize }) => latentSize === size))
  return groups.flatMap(group => bestTrial(group)?.number ?? [])
}

/** The epoch after which a trial is given up, by those that were complete before it ended; null while it goes on. */
export function prunedAfter(
  aim: StudyAim,
  { epochs }: TrainingSettings,
  validationLosses: readonly number[],
  trials: readonly Trial[],
): number | null {
  if (aim.kind === 'sweep') return null
  const complete = completeTrials(trials).map(trial => trial.validationLosses)
  return hopelessAfter(validationLosses, complete, epochs)
}
