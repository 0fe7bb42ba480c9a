import { AnomaliteError } from '../../domain/error.ts'
import { exportTable } from '../../library/index.ts'
import { type RankableLine, type RankedLines, rankBy } from '../ranking.ts'
import { tableOfLines } from '../ranking-table.ts'
import type { OutsideModel, ScoredComposition } from '../scoring.ts'
import { isTablePath } from '../write-ranking.ts'
import type { StabilityModel } from './models.ts'
import {
  type LoadedStability,
  type OutsideStability,
  outsideStabilityMessage,
  type StabilityOptions,
  type StabilityScored,
  scoreStability,
  stabilityCautions,
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

/** Throws `ranking/no-stability-report` for a path that `writeStabilityRanking` could not write. */
export function checkStabilityRankingPath(path: string): void {
  if (isTablePath(path)) return
  throw new AnomaliteError(
    'ranking/no-stability-report',
    `${path} would be a report, which shows RMSE alone. Write a table (.csv, .xlsx, .json), or rank by --score rmse.`,
    { path },
  )
}

/** Writes a ranking as a table in the format of the path's ending; with RMSE where that is given. */
export async function writeStabilityRanking(
  ranking: StabilityRanking,
  beside: RmseBeside | null,
  path: string,
): Promise<void> {
  checkStabilityRankingPath(path)
  const rmseOf = (canonical: string) => {
    const score = beside?.get(canonical)
    return score?.kind === 'scored' ? Number(score.rmse.toFixed(6)) : null
  }
  const table = tableOfLines(ranking, {
    columns: ['stability percentile', 'stability log-odds', ...(beside ? ['rmse'] : [])],
    cells: ({ percentile, logOdds, canonical }) => ({
      'stability percentile': Number(percentile.toFixed(2)),
      'stability log-odds': Number(logOdds.toFixed(4)),
      rmse: rmseOf(canonical),
    }),
    cautions: stabilityCautions,
    outsideMessage: outsideStabilityMessage,
  })
  await exportTable(table, path)
}
