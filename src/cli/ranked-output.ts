import { describeVerdict } from '../domain/charge/index.ts'
import { formatFormula } from '../domain/formula/index.ts'
import type { RankedLines } from '../host/ranking.ts'
import { faultText, printLine, printTable, remarkLines } from './output.ts'

/** So many of the best are shown. */
const HEAD = 20

/** What a ranking by any score is made of. */
interface ModelRanking<Score, Outside> extends RankedLines<Score, Outside> {
  readonly model: { readonly id: string; readonly manifest: { readonly name: string } }
}

/** How rankings by one kind of score are put out. */
export interface ScoreOutput<Score, Outside> {
  /** Columns of the printed table, each with its text for a score. */
  readonly columns: readonly { readonly heading: string; readonly textOf: (score: Score) => string }[]
  /** What the columns mean. */
  readonly legend: string
  /** What other programs are told of a score. */
  readonly documentOf: (score: Score) => Readonly<Record<string, unknown>>
  readonly cautionsOf: (score: Score) => readonly string[]
  readonly outsideMessage: (reason: Outside) => string
}

/** Prints the best of a ranking and what became of the other lines. */
export function printRanking<Score, Outside>(
  { model, candidates, outside, unread }: ModelRanking<Score, Outside>,
  { columns, legend, cautionsOf, outsideMessage }: ScoreOutput<Score, Outside>,
): void {
  if (candidates.length > 0) {
    printTable(
      [
        { heading: 'rank', align: 'right' },
        { heading: 'formula', align: 'left' },
        ...columns.map(({ heading }) => ({ heading, align: 'right' as const })),
        { heading: 'charge', align: 'left' },
        { heading: '', align: 'left' },
      ],
      candidates
        .slice(0, HEAD)
        .map(({ rank, line, score, charge }) => [
          String(rank),
          line.text.trim(),
          ...columns.map(({ textOf }) => textOf(score)),
          describeVerdict(charge),
          cautionsOf(score).join('; '),
        ]),
    )
    const rest = candidates.length - HEAD
    if (rest > 0) printLine(`… and ${rest} more`)
    printLine()
  }
  const lines = candidates.length + outside.length + unread.length
  printLine(
    `${lines} lines: ${candidates.length} ranked by "${model.manifest.name}", ${outside.length} outside the model, ${unread.length} not read.`,
  )
  if (candidates.length > 0) printLine(legend)
  remarkLines([
    ...outside.map(({ line, reason }) => ({ ...line, message: outsideMessage(reason) })),
    ...unread.map(line => ({ ...line, message: faultText(line.problem) })),
  ])
}

/** A ranking for other programs: every line, with its score or why it has none. */
export function rankingDocument<
  Score extends { readonly canonical: string },
  Outside extends { readonly elements: readonly string[] },
>(
  { model, candidates, outside, unread }: ModelRanking<Score, Outside>,
  { documentOf, cautionsOf, outsideMessage }: ScoreOutput<Score, Outside>,
) {
  return {
    model: model.id,
    candidates: candidates.map(({ rank, line, score, charge }) => ({
      rank,
      formula: formatFormula(line.composition),
      canonical: score.canonical,
      ...documentOf(score),
      verdict: charge.verdict,
      chargePerAtom: charge.chargePerAtom,
      cautions: cautionsOf(score),
      asWritten: line.text,
      line: line.line,
      duplicateOfLine: line.duplicateOfLine,
      id: line.externalId,
      note: line.note,
    })),
    outside: outside.map(({ line, reason }) => ({
      line: line.line,
      formula: line.text,
      error: {
        code: 'model/outside',
        message: outsideMessage(reason),
        position: null,
        elements: reason.elements,
      },
    })),
    unread: unread.map(({ line, text, problem }) => ({ line, formula: text, error: problem })),
  }
}
