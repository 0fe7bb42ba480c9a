import { dataFolder } from '../../host/folders.ts'
import { readLines } from '../../host/list-source.ts'
import { findModel, findStabilityModel } from '../../host/models.ts'
import { scoreCompositions } from '../../host/scoring.ts'
import { type RmseBeside, rankByStability } from '../../host/stability/ranking.ts'
import {
  loadStability,
  type OutsideStability,
  outsideStabilityMessage,
  type StabilityScored,
  stabilityCautions,
} from '../../host/stability/scoring.ts'
import { checkStabilityRankingPath, writeStabilityRanking } from '../../host/stability/write-ranking.ts'
import type { EngineOption, JsonOption, ScoreOption } from '../options.ts'
import { ProgressLine, percentileText, printJson, printLine, rmseText } from '../output.ts'
import { printRanking, rankingDocument, type ScoreOutput } from '../ranked-output.ts'
import { logOddsText } from '../stability-output.ts'
import { withCompute } from '../with-compute.ts'

interface StabilityRankOptions extends JsonOption, EngineOption, ScoreOption {
  readonly model?: string
}

/**
 * Ranks a list by stability score, with RMSE beside it for the score `both`; prints the best and writes tables.
 * Returns the number of lines ranked.
 */
export async function rankByStabilityScore(
  list: string,
  out: readonly string[],
  { score, model: reference, stabilityModel, engine, json }: StabilityRankOptions,
): Promise<number> {
  for (const path of out) checkStabilityRankingPath(path)
  const data = dataFolder()
  const loaded = await loadStability(await findStabilityModel(data, stabilityModel))
  const model = score === 'both' ? await findModel(data, reference) : null
  const { lines } = await readLines(data, list)
  const progress = new ProgressLine()
  const showProgress = (fraction: number) => progress.show(`scoring ${Math.round(100 * fraction)} %`)
  const ranking = await rankByStability(loaded, lines, { onProgress: showProgress })
  const compositions = ranking.candidates.map(({ line }) => line.composition)
  const errors =
    model &&
    (await withCompute(engine, compute =>
      scoreCompositions(compute, model, compositions, { onProgress: showProgress }),
    ))
  progress.clear()
  const beside: RmseBeside | null = errors && new Map(errors.map(error => [error.canonical, error]))
  for (const path of out) await writeStabilityRanking(ranking, beside, path)
  const output = stabilityOutput(beside)
  if (json) printJson(rankingDocument(ranking, output))
  else {
    printRanking(ranking, output)
    for (const path of out) printLine(`Written: ${path}`)
  }
  return ranking.candidates.length
}

/** Stability scores, with RMSE beside them where it was asked for. */
function stabilityOutput(beside: RmseBeside | null): ScoreOutput<StabilityScored, OutsideStability> {
  const rmseOf = ({ canonical }: StabilityScored) => {
    const error = beside?.get(canonical)
    return error?.kind === 'scored' ? error.rmse : null
  }
  const rmseColumn = {
    heading: 'RMSE',
    textOf: (score: StabilityScored) => {
      const rmse = rmseOf(score)
      return rmse === null ? '–' : rmseText(rmse)
    },
  }
  return {
    columns: [
      { heading: 'stability score', textOf: ({ percentile }) => percentileText(percentile) },
      { heading: 'log-odds', textOf: ({ logOdds }) => logOddsText(logOdds) },
      ...(beside ? [rmseColumn] : []),
    ],
    legend: 'Stability score: share of held-out known stable compounds that score no higher.',
    documentOf: score => ({
      stability: { percentile: score.percentile, logOdds: score.logOdds },
      ...(beside && { rmse: rmseOf(score) }),
    }),
    cautionsOf: stabilityCautions,
    outsideMessage: outsideStabilityMessage,
  }
}
