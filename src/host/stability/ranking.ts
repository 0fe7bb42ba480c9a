import type { StabilityModel } from '../models.ts'
import { type RankableLine, type RankedLines, rankBy } from '../ranking.ts'
import type { OutsideModel, ScoredComposition } from '../scoring.ts'
import {
  type LoadedStability,
  type OutsideStability,
  type StabilityOptions,
  type StabilityScored,
  scoreStability,
} from './scoring.ts'

/** A list ordered by stability score. */
export interface StabilityRanking extends RankedLines<StabilityScored, OutsideStability> {
  readonly model: StabilityModel
}

/** Ranks lines by the stability score of their compositions, highest first. No line is dropped. */
export async function rankByStability(
  loaded: LoadedStability,
  lines: readonly RankableLine[],
  options: StabilityOptions = {},
): Promise<StabilityRanking> {
  const ranked = await rankBy<StabilityScored, OutsideStability>(
    lines,
    compositions => scoreStability(loaded, compositions, options),
    (a, b) => b.logOdds - a.logOdds,
    options.signal,
  )
  return { model: loaded.model, ...ranked }
}

/** Reconstruction errors to show beside stability scores, by canonical formula. */
export type RmseBeside = ReadonlyMap<string, ScoredComposition | OutsideModel>
