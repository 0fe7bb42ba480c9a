import { setImmediate } from 'node:timers/promises'
import { balanceCharges, type ChargeBalance } from '../domain/charge/index.ts'
import type { Composition } from '../domain/composition.ts'
import type { ComputeProcess } from '../engine/index.ts'
import type { FormulaRow, LineProblem } from '../library/index.ts'
import type { Model } from './models.ts'
import { type OutsideModel, type ScoredComposition, type ScoreOptions, scoreCompositions } from './scoring.ts'

/** A line of a list as ranking takes it: from a file or from the library. */
export type RankableLine = Pick<
  FormulaRow,
  'text' | 'line' | 'externalId' | 'label' | 'note' | 'tags' | 'energyAboveHullEvPerAtom' | 'otherColumns'
> &
  (
    | { readonly composition: Composition; readonly duplicateOfLine: number | null }
    | { readonly problem: LineProblem }
  )

type ReadLine = Extract<RankableLine, { composition: Composition }>
type UnreadLine = Extract<RankableLine, { problem: LineProblem }>

export interface Candidate<Score = ScoredComposition> {
  /** From 1; lines of the same composition share a rank. */
  readonly rank: number
  readonly line: ReadLine
  readonly score: Score
  readonly charge: ChargeBalance
}

/** The lines of a list in the order of a score. */
export interface RankedLines<Score, Outside> {
  /** Best first; equal scores by canonical formula, then by line. */
  readonly candidates: readonly Candidate<Score>[]
  readonly outside: readonly { readonly line: ReadLine; readonly reason: Outside }[]
  readonly unread: readonly UnreadLine[]
}

/** A list ordered by how much its compositions look like compounds that exist. */
export interface Ranking extends RankedLines<ScoredComposition, OutsideModel> {
  readonly model: Model
}

/** After so many charge balances other work gets its turn. */
const BALANCES_AT_ONCE = 64

/** Ranks lines by the reconstruction error of their compositions. No line is dropped. */
export async function rankLines(
  compute: Pick<ComputeProcess, 'call'>,
  model: Model,
  lines: readonly RankableLine[],
  options: ScoreOptions = {},
): Promise<Ranking> {
  const score = (compositions: readonly Composition[]) =>
    scoreCompositions(compute, model, compositions, options)
  return {
    model,
    ...(await rankBy<ScoredComposition, OutsideModel>(
      lines,
      score,
      (a, b) => a.rmse - b.rmse,
      options.signal,
    )),
  }
}

/** Scores the compositions of lines and ranks them in the order of `compare`, best first. No line is dropped. */
export async function rankBy<
  Score extends { readonly kind: 'scored'; readonly canonical: string },
  Outside extends { readonly kind: 'outside' },
>(
  lines: readonly RankableLine[],
  scoreAll: (compositions: readonly Composition[]) => Promise<readonly (Score | Outside)[]>,
  compare: (a: Score, b: Score) => number,
  signal: AbortSignal | undefined,
): Promise<RankedLines<Score, Outside>> {
  const read = lines.filter(line => 'composition' in line)
  const unread = lines.filter(line => 'problem' in line)
  const scores = await scoreAll(read.map(({ composition }) => composition))
  const outside = scores.flatMap((reason, i) => (reason.kind === 'outside' ? { line: read[i]!, reason } : []))
  const scored = scores
    .flatMap((score, i) => (score.kind === 'scored' ? { line: read[i]!, score } : []))
    .sort(
      (a, b) =>
        compare(a.score, b.score) ||
        compareText(a.score.canonical, b.score.canonical) ||
        a.line.line - b.line.line,
    )
  const candidates: Candidate<Score>[] = []
  const balances = new Map<string, ChargeBalance>()
  for (const { line, score } of scored) {
    const previous = candidates.at(-1)
    const rank = previous?.score.canonical === score.canonical ? previous.rank : candidates.length + 1
    const charge = balances.get(score.canonical) ?? balanceCharges(line.composition)
    balances.set(score.canonical, charge)
    candidates.push({ rank, line, score, charge })
    if (candidates.length % BALANCES_AT_ONCE !== 0) continue
    await setImmediate()
    signal?.throwIfAborted()
  }
  return { candidates, outside, unread }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
