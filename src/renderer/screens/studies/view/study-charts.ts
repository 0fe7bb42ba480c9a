import type { TrialRow } from '../../../../contract/index.ts'
import { type SizeSummary, type Spread, summariseSizes } from '../../../../domain/studies/index.ts'
import type { Line, PointGroup } from '../../../charts/index.ts'
import { words } from '../../../messages/index.ts'

const text = words.studies.charts

/** A setting of a trial that a chart sets against what came of it. */
export type Varied = 'number' | 'batchSize' | 'learningRate' | 'latentSize'

/** Trials by one of their settings: complete ones by their RMSE, those given up by the lowest they had come to. */
export function trialPoints(trials: readonly TrialRow[], varied: Varied, best: number | null): PointGroup[] {
  const points = (state: TrialRow['state']) =>
    trials.flatMap(trial => {
      const rmse = rmseOf(trial)
      return trial.state === state && rmse !== null ? [[trial[varied], rmse] as const] : []
    })
  const chosen = trials.find(({ number }) => number === best)
  const groups: PointGroup[] = [
    { name: text.trials, look: 'filled', ink: 'first', points: points('complete') },
    { name: text.pruned, look: 'hollow', ink: 'quiet', points: points('pruned') },
    {
      name: text.bestTrial,
      look: 'ring',
      ink: 'text',
      points: chosen ? [[chosen[varied], rmseOf(chosen)!] as const] : [],
    },
  ]
  return groups.filter(group => group.points.length > 0)
}

/** RMSE that a trial is drawn at; null where it came to none. */
export function rmseOf({ state, heldOutRmse, lowestHeldOutRmse }: TrialRow): number | null {
  return state === 'pruned' ? lowestHeldOutRmse : heldOutRmse
}

/** The lowest RMSE of the complete trials up to each, as steps. */
export function bestSoFar(trials: readonly TrialRow[]): Line {
  const steps: [number, number][] = []
  let lowest: number | null = null
  for (const { number, heldOutRmse } of trials) {
    const before: number | null = lowest
    if (heldOutRmse !== null) lowest = Math.min(heldOutRmse, lowest ?? heldOutRmse)
    if (lowest === null) continue
    if (before !== null && lowest < before) steps.push([number, before])
    steps.push([number, lowest])
  }
  return { name: text.bestLine, points: steps }
}

/** What complete networks of each latent size came to. */
export function sizesOf(trials: readonly TrialRow[]): SizeSummary[] {
  return summariseSizes(
    trials.flatMap(trial =>
      trial.heldOutRmse === null ? [] : [{ ...trial, heldOutRmse: trial.heldOutRmse }],
    ),
  )
}

/** Means of a figure over the latent sizes; sizes for which it is not defined are left out. */
export function sizeLine(
  sizes: readonly SizeSummary[],
  figure: 'heldOutRmse' | 'rSquaredGlobal' | 'rSquaredPerFeature',
  name: string,
): Line {
  return {
    name,
    points: sizes.flatMap(size => {
      const spread: Spread | null = size[figure]
      return spread === null ? [] : [[size.latentSize, spread.mean] as const]
    }),
  }
}

/** Each network by its latent size. */
export function networkPoints(
  trials: readonly TrialRow[],
  figure: 'heldOutRmse' | 'rSquaredGlobal' | 'rSquaredPerFeature',
  name: string,
  shown: Pick<PointGroup, 'look' | 'ink'>,
): PointGroup {
  return {
    name,
    ...shown,
    points: trials.flatMap(trial => {
      const value = trial[figure]
      return value === null ? [] : [[trial.latentSize, value] as const]
    }),
  }
}
