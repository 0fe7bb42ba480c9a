import type { EntryRow, ScoreKind } from '../../../../contract/index.ts'
import { formatEnergy, formatLogOdds, formatPercentile, formatRmse, words } from '../../../messages/index.ts'
import type { RankedScores } from '../table/sorting.ts'

interface TextColumn {
  readonly title: string
  readonly of: (row: EntryRow) => string
}

/** Ranked lines as a table for the clipboard: columns apart by tabs, with their titles above. */
export function rowsAsText(rows: readonly EntryRow[], scores: RankedScores): string {
  const columns = textColumns(scores)
  const lines = [
    columns.map(({ title }) => title),
    ...rows.map(row => columns.map(({ of }) => oneLine(of(row)))),
  ]
  return lines.map(cells => cells.join('\t')).join('\n')
}

function textColumns({ score: kind, comparedScore: comparedKind }: RankedScores): TextColumn[] {
  const titles = words.ranking.columns
  return [
    { title: titles.rank, of: row => number(row.rank) },
    { title: titles.formula, of: row => row.text },
    ...scoreColumns(kind, row => ({ score: row.score, percentile: row.percentile })),
    ...(comparedKind === null ? [] : comparedColumns(kind, comparedKind)),
    { title: titles.label, of: row => row.label ?? '' },
    { title: titles.tags, of: row => row.tags.join(', ') },
    { title: titles.note, of: row => row.note ?? '' },
    { title: titles.energyAboveHull, of: row => orNothing(row.energyAboveHullEvPerAtom, formatEnergy) },
    { title: titles.id, of: row => row.externalId ?? '' },
  ]
}

type ScoreOf = (row: EntryRow) => { readonly score: number | null; readonly percentile: number | null }

/** A score and its percentile, the one first that the screen shows first. */
function scoreColumns(kind: ScoreKind, of: ScoreOf): TextColumn[] {
  const titles = words.ranking.columns
  const percentile = (row: EntryRow) => orNothing(of(row).percentile, formatPercentile)
  return kind === 'rmse'
    ? [
        { title: titles.scores.rmse, of: row => orNothing(of(row).score, formatRmse) },
        { title: titles.percentile, of: percentile },
      ]
    : [
        { title: titles.scores.stability, of: percentile },
        { title: titles.logOdds, of: row => orNothing(of(row).score, formatLogOdds) },
      ]
}

function comparedColumns(kind: ScoreKind, comparedKind: ScoreKind): TextColumn[] {
  const titles = words.ranking.columns
  const named = (title: string) => (kind === comparedKind ? titles.second(title) : title)
  const scores = scoreColumns(comparedKind, row => ({
    score: row.comparedScore,
    percentile: row.comparedPercentile,
  }))
  return [
    {
      title: kind === comparedKind ? titles.second(titles.rank) : titles.rankBy[comparedKind],
      of: row => number(row.comparedRank),
    },
    ...scores.map(({ title, of }) => ({ title: named(title), of })),
  ]
}

function number(value: number | null): string {
  return value === null ? '' : String(value)
}

function orNothing(value: number | null, format: (value: number) => string): string {
  return value === null ? '' : format(value)
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}
