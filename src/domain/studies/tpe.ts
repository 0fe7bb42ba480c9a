import { type RandomStream, randomStream } from '../statistics/random.ts'
import { type Dimension, ends, valueAt } from './dimension.ts'
import { parzenEstimator } from './parzen.ts'

/** Trials drawn evenly before what they found is looked at. */
const START_UP_TRIALS = 10

/** Values that are drawn for each dimension, of which the most promising is taken. */
const CANDIDATES = 24

/** The good trials: a tenth, 25 at most. */
const goodTrials = (trials: number) => Math.min(Math.ceil(0.1 * trials), 25)

/** A trial that has ended: the value of each dimension, and how good it was. */
export interface RankedTrial<Name extends string> {
  readonly values: Readonly<Record<Name, number>>
  /** What sorts trials, the better first: compared place by place. */
  readonly rank: readonly number[]
}

/**
 * The next values to try: a tree-structured Parzen estimator (Bergstra et al., 2011) with the settings of Optuna's
 * default sampler, each dimension by itself. The first ten are drawn evenly along each scale; then values are taken that
 * are likely among the good trials and unlikely among the others. Trials come in the order in which they were begun.
 * The same trials, seed and number of the trial give the same values.
 */
export function proposeTrial<Name extends string>(
  space: Readonly<Record<Name, Dimension>>,
  ended: readonly RankedTrial<Name>[],
  seed: number,
  number: number,
): Record<Name, number> {
  const random = randomStream(seed + number)
  const names = Object.keys(space) as Name[]
  const propose =
    ended.length < START_UP_TRIALS
      ? (name: Name) => evenly(space[name], random)
      : estimated(space, ended, random)
  const value = (name: Name) => (space[name].least === space[name].most ? space[name].least : propose(name))
  return Object.fromEntries(names.map(name => [name, value(name)])) as Record<Name, number>
}

function evenly(dimension: Dimension, random: RandomStream): number {
  const { low, high } = ends(dimension)
  return valueAt(dimension, low + (high - low) * random.uniform())
}

function estimated<Name extends string>(
  space: Readonly<Record<Name, Dimension>>,
  ended: readonly RankedTrial<Name>[],
  random: RandomStream,
): (name: Name) => number {
  const good = new Set(ended.toSorted(byRank).slice(0, goodTrials(ended.length)))
  return name => {
    const values = (trials: readonly RankedTrial<Name>[]) => trials.map(trial => trial.values[name])
    const among = parzenEstimator(space[name], values(ended.filter(trial => good.has(trial))))
    const beside = parzenEstimator(space[name], values(ended.filter(trial => !good.has(trial))))
    const candidates = Array.from({ length: CANDIDATES }, () => among.sample(random))
    const promise = candidates.map(value => among.logDensity(value) - beside.logDensity(value))
    return candidates[promise.indexOf(Math.max(...promise))]!
  }
}

function byRank(a: RankedTrial<string>, b: RankedTrial<string>): number {
  const place = a.rank.findIndex((value, i) => value !== b.rank[i])
  return place < 0 ? 0 : a.rank[place]! - b.rank[place]!
}
