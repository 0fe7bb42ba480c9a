import { AnomaliteError } from '../../domain/error.ts'
import { exportTable } from '../../library/index.ts'
import { isTablePath } from '../write-ranking.ts'
import type { RmseBeside, StabilityRanking } from './ranking.ts'
import { stabilityRankingTable } from './ranking-table.ts'

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
  await exportTable(stabilityRankingTable(ranking, beside), path)
}
