import { basename, extname, resolve } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import { AnomaliteError } from '../../domain/error.ts'
import { dataFolder } from '../../host/folders.ts'
import { readLines } from '../../host/list-source.ts'
import { findModel } from '../../host/models.ts'
import { type Ranking, rankLines } from '../../host/ranking.ts'
import {
  type OutsideModel,
  outsideMessage,
  type ScoredComposition,
  scoreCautions,
} from '../../host/scoring.ts'
import { checkRankingPath, writeRanking } from '../../host/write-ranking.ts'
import {
  type EngineOption,
  engineOption,
  type JsonOption,
  jsonOption,
  modelOption,
  type ScoreOption,
  scoreOption,
  stabilityModelOption,
} from '../options.ts'
import { ProgressLine, percentileText, printJson, printLine, rmseText, typedError } from '../output.ts'
import { printRanking, rankingDocument, type ScoreOutput } from '../ranked-output.ts'
import { withCompute } from '../with-compute.ts'
import { rankByStabilityScore } from './rank-by-stability.ts'

const RMSE_OUTPUT: ScoreOutput<ScoredComposition, OutsideModel> = {
  columns: [
    { heading: 'RMSE', textOf: ({ rmse }) => rmseText(rmse) },
    { heading: 'percentile', textOf: ({ percentile }) => percentileText(percentile) },
  ],
  legend:
    'RMSE: reconstruction error. Percentile: share of held-out known stable compounds with a larger one.',
  documentOf: ({ rmse, percentile }) => ({ rmse, percentile }),
  cautionsOf: scoreCautions,
  outsideMessage,
}

interface RankOptions extends JsonOption, EngineOption, ScoreOption {
  readonly model?: string
  readonly out?: readonly string[]
  readonly title?: string
}

export function addRankCommand(program: Command): void {
  program
    .command('rank')
    .summary('Rank a list of formulas, most familiar first')
    .description(
      'Rank a list of formulas, most familiar first, and write tables and reports. By stability score, or by it with RMSE beside (both), tables alone can be written.',
    )
    .argument('<list>', 'file (TXT, CSV, TSV, XLSX, JSON), list in the library, or - for standard input')
    .addOption(scoreOption())
    .addOption(modelOption())
    .addOption(stabilityModelOption())
    .option(
      '--out <file>',
      'write the ranking: a table (.csv, .xlsx, .json) or a report (.html, .pdf); may be repeated',
      (path: string, previous: readonly string[] | undefined) => [...(previous ?? []), rankingPath(path)],
    )
    .option('--title <title>', 'title of the reports (default: the name of the list)')
    .addOption(engineOption())
    .addOption(jsonOption())
    .action(rank)
}

async function rank(list: string, { out = [], ...options }: RankOptions): Promise<void> {
  for (const path of out) refuseListItself(path, list)
  const ranked =
    options.score === 'rmse'
      ? await rankByRmse(list, out, options)
      : await rankByStabilityScore(list, out, options)
  if (ranked === 0) process.exitCode = 1
}

/** Returns the number of lines ranked. */
async function rankByRmse(
  list: string,
  out: readonly string[],
  { model, engine, title, json }: RankOptions,
): Promise<number> {
  const { ranking, name } = await rankList(list, model, engine)
  for (const path of out) {
    await writeRanking(ranking, title ?? basename(name, extname(name)), name, path)
  }
  if (json) printJson(rankingDocument(ranking, RMSE_OUTPUT))
  else {
    printRanking(ranking, RMSE_OUTPUT)
    for (const path of out) printLine(`Written: ${path}`)
  }
  return ranking.candidates.length
}

function rankingPath(path: string): string {
  try {
    checkRankingPath(path)
    return path
  } catch (error) {
    throw new InvalidArgumentError(typedError(error).message)
  }
}

function refuseListItself(path: string, list: string): void {
  if (resolve(path) !== resolve(list)) return
  throw new AnomaliteError(
    'ranking/over-its-list',
    `The ranking would overwrite its list, ${list}. Choose another name for it.`,
    { path },
  )
}

/** Ranks a list by its name or path, showing progress on standard error. */
async function rankList(
  reference: string,
  modelReference: string | undefined,
  engine: EngineOption['engine'],
): Promise<{ ranking: Ranking; name: string }> {
  const data = dataFolder()
  const model = await findModel(data, modelReference)
  const { name, lines } = await readLines(data, reference)
  const progress = new ProgressLine()
  const ranking = await withCompute(engine, compute =>
    rankLines(compute, model, lines, {
      onProgress: fraction => progress.show(`scoring ${Math.round(100 * fraction)} %`),
    }),
  )
  progress.clear()
  return { ranking, name }
}
