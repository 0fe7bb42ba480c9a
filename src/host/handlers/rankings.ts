import { setImmediate } from 'node:timers/promises'
import type { RankingFormat, ReportChoice } from '../../contract/index.ts'
import type { rankingMethods } from '../../contract/methods/rankings.ts'
import { writeFileAtomically } from '../../durable/index.ts'
import { type ExportTable, exportTable, type TableCell } from '../../library/index.ts'
import type { Paper } from '../pdf.ts'
import { rankingReport, reportCharge } from '../ranking-report.ts'
import { rankingTable } from '../ranking-table.ts'
import { type ListRanking, openRankings } from '../rankings/ranking-cache.ts'
import { outsideMessage } from '../scoring.ts'
import type { HostServices } from '../services.ts'
import type { HandlersOf } from '../wire/handlers.ts'

/** So many of the lines without a rank are shown with their reason; files have all. */
const SHOWN_UNRANKED = 100

/** Lists in the order of their scores, on screen and on paper. */
export function rankingHandlers(services: HostServices): HandlersOf<typeof rankingMethods> {
  const { transfers, printToPdf } = services
  const rankings = openRankings(services)

  return {
    async 'rankings.summary'({ list, model }) {
      const { ranking } = await rankings.of(list, model)
      const { candidates, outside, unread } = ranking
      return {
        model: { id: ranking.model.id, name: ranking.model.manifest.name },
        ranked: candidates.length,
        outside: {
          count: outside.length,
          first: outside.slice(0, SHOWN_UNRANKED).map(({ line, reason }) => ({
            line: line.line,
            text: line.text,
            message: outsideMessage(reason),
          })),
        },
        unread: {
          count: unread.length,
          first: unread.slice(0, SHOWN_UNRANKED).map(({ line, text, problem }) => ({
            line,
            text,
            message: problem.message,
          })),
        },
      }
    },
    async 'rankings.page'({ list, model, offset, count }) {
      const { ranking, entryOf } = await rankings.of(list, model)
      return ranking.candidates.slice(offset, offset + count).map(({ rank, line, score, charge }) => ({
        rank,
        entry: entryOf(line),
        text: line.text,
        formula: score.canonical,
        line: line.line,
        rmse: score.rmse,
        percentile: score.percentile,
        charge: reportCharge(charge),
        trainedOn: score.trainedOn,
        unseenElements: [...score.unseenElements],
        externalId: line.externalId,
        label: line.label,
        note: line.note,
      }))
    },
    async 'reports.render'(choice) {
      return { html: await reportPage(await rankings.of(choice.list, choice.model), choice) }
    },
    async 'rankings.write'({ format, paper, ...choice }) {
      const ranking = await rankings.of(choice.list, choice.model)
      const fileName = `${fileTitle(choice.title)}.${format}`
      const { id, bytes } = await transfers.make(fileName, path =>
        write(ranking, choice, format, paper, path, printToPdf),
      )
      return { file: id, fileName, bytes }
    },
  }
}

async function write(
  ranking: ListRanking,
  choice: ReportChoice,
  format: RankingFormat,
  paper: Paper,
  path: string,
  printToPdf: HostServices['printToPdf'],
): Promise<void> {
  if (format === 'pdf') return printToPdf(await reportPage(ranking, choice), path, paper)
  if (format === 'html') return writeFileAtomically(path, await reportPage(ranking, choice))
  const table = rankingTable(ranking.ranking)
  return exportTable({ ...table, rows: withPauses(table.rows) }, path)
}

/** So many rows are written before other work gets its turn. */
const ROWS_AT_ONCE = 250

async function* withPauses(rows: ExportTable['rows']): AsyncGenerator<readonly TableCell[]> {
  let taken = 0
  for await (const row of rows) {
    yield row
    if (++taken % ROWS_AT_ONCE === 0) await setImmediate()
  }
}

async function reportPage({ ranking, listName }: ListRanking, choice: ReportChoice): Promise<string> {
  // Loaded when a report is wanted: its charts take longer to load than all the rest.
  const { renderReport } = await import('../../report/index.ts')
  const report = rankingReport(ranking, choice.title, listName, new Date())
  const remarks = choice.remarks.split(/\n+/).map(remark => remark.trim())
  return renderReport({
    ...report,
    limit: choice.limit,
    notes: [...remarks.filter(remark => remark !== ''), ...report.notes],
  })
}

/** A title as the name of a file on any system. */
function fileTitle(title: string): string {
  const plain = title
    .replaceAll(/[\p{Cc}\\/:*?"<>|]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .replace(/[. ]+$/, '')
    .trim()
  return plain === '' ? 'Ranking' : plain.slice(0, 100)
}
