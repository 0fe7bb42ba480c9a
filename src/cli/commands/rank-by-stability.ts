import { describeVerdict } from '../../domain/charge/index.ts'
import { formatFormula } from '../../domain/formula/index.ts'
import { dataFolder } from '../../host/folders.ts'
import { readLines } from '../../host/list-source.ts'
import { findModel } from '../../host/models.ts'
import { scoreCompositions } from '../../host/scoring.ts'
import { findStabilityModel } from '../../host/stability/models.ts'
import { type RmseBeside, rankByStability, type StabilityRanking } from '../../host/stability/ranking.ts'
import { loadStability, outsideStabilityMessage, stabilityCautions } from '../../host/stability/scoring.ts'
import { checkStabilityRankingPath, writeStabilityRanking } from '../../host/stability/write-ranking.ts'
import type { EngineOption, JsonOption, ScoreOption } from '../options.ts'
import {
  faultText,
  ProgressLine,
  percentileText,
  printJson,
  printLine,
  printTable,
  remarkLines,
  rmseText,
} from '../output.ts'
import { logOddsText } from '../stability-output.ts'
import { withCompute } from '../with-compute.ts'

/** So many of the best are shown. */
const HEAD = 20

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
  if (json) printJson(rankingDocument(ranking, beside))
  else {
    printHead(ranking, beside, HEAD)
    for (const path of out) printLine(`Written: ${path}`)
  }
  return ranking.candidates.length
}

/** Prints the best of a ranking by stability score and what became of the other lines. */
function printHead(
  { model, candidates, outside, unread }: StabilityRanking,
  beside: RmseBeside | null,
  count: number,
): void {
  if (candidates.length > 0) {
    printTable(
      [
        { heading: 'rank', align: 'right' },
        { heading: 'formula', align: 'left' },
        { heading: 'stability score', align: 'right' },
        { heading: 'log-odds', align: 'right' },
        ...(beside ? [{ heading: 'RMSE', align: 'right' } as const] : []),
        { heading: 'charge', align: 'left' },
        { heading: '', align: 'left' },
      ],
      candidates
        .slice(0, count)
        .map(({ rank, line, score, charge }) => [
          String(rank),
          line.text.trim(),
          percentileText(score.percentile),
          logOddsText(score.logOdds),
          ...(beside ? [besideText(beside, score.canonical)] : []),
          describeVerdict(charge),
          stabilityCautions(score).join('; '),
        ]),
    )
    const rest = candidates.length - count
    if (rest > 0) printLine(`… and ${rest} more`)
    printLine()
  }
  const lines = candidates.length + outside.length + unread.length
  printLine(
    `${lines} lines: ${candidates.length} ranked by "${model.manifest.name}", ${outside.length} outside the model, ${unread.length} not read.`,
  )
  if (candidates.length > 0) {
    printLine('Stability score: share of held-out known stable compounds that score no higher.')
  }
  remarkLines([
    ...outside.map(({ line, reason }) => ({ ...line, message: outsideStabilityMessage(reason) })),
    ...unread.map(line => ({ ...line, message: faultText(line.problem) })),
  ])
}

function besideText(beside: RmseBeside, canonical: string): string {
  const score = beside.get(canonical)
  return score?.kind === 'scored' ? rmseText(score.rmse) : '–'
}

function rankingDocument(
  { model, candidates, outside, unread }: StabilityRanking,
  beside: RmseBeside | null,
) {
  return {
    model: model.id,
    candidates: candidates.map(({ rank, line, score, charge }) => {
      const error = beside?.get(score.canonical)
      return {
        rank,
        formula: formatFormula(line.composition),
        canonical: score.canonical,
        stability: { percentile: score.percentile, logOdds: score.logOdds },
        ...(error && { rmse: error.kind === 'scored' ? error.rmse : null }),
        verdict: charge.verdict,
        chargePerAtom: charge.chargePerAtom,
        cautions: stabilityCautions(score),
        asWritten: line.text,
        line: line.line,
        duplicateOfLine: line.duplicateOfLine,
        id: line.externalId,
        note: line.note,
      }
    }),
    outside: outside.map(({ line, reason }) => ({
      line: line.line,
      formula: line.text,
      error: {
        code: 'model/outside',
        message: outsideStabilityMessage(reason),
        position: null,
        elements: reason.elements,
      },
    })),
    unread: unread.map(({ line, text, problem }) => ({ line, formula: text, error: problem })),
  }
}
