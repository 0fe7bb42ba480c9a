import { extname } from 'node:path'
import { AnomaliteError } from '../domain/error.ts'
import { writeFileAtomically } from '../durable/index.ts'
import { exportTable } from '../library/index.ts'
import { printToPdf } from './pdf.ts'
import type { Ranking } from './ranking.ts'
import { rankingReport } from './ranking-report.ts'
import { rankingTable } from './ranking-table.ts'

const TABLE_ENDINGS = ['.csv', '.xlsx', '.json']
const REPORT_ENDINGS = ['.html', '.pdf']

/** Throws `ranking/unknown-ending` for a path that `writeRanking` could not write: to be asked before any work is done. */
export function checkRankingPath(path: string): void {
  const endings = [...TABLE_ENDINGS, ...REPORT_ENDINGS]
  if (endings.includes(extname(path).toLowerCase())) return
  throw new AnomaliteError(
    'ranking/unknown-ending',
    `${path} does not say what to write. End its name in ${endings.join(', ')}.`,
    { path },
  )
}

/** Whether a path names a table, and not a report. */
export function isTablePath(path: string): boolean {
  return TABLE_ENDINGS.includes(extname(path).toLowerCase())
}

/** Writes a ranking in the format of the path's ending: a table (CSV, XLSX, JSON) or a report (HTML, PDF). */
export async function writeRanking(
  ranking: Ranking,
  title: string,
  source: string,
  path: string,
): Promise<void> {
  checkRankingPath(path)
  if (isTablePath(path)) return exportTable(rankingTable(ranking), path)
  // Loaded when a report is wanted: its charts take longer to load than all the rest.
  const { renderReport } = await import('../report/index.ts')
  const page = renderReport(rankingReport(ranking, title, source, new Date()))
  if (extname(path).toLowerCase() === '.html') await writeFileAtomically(path, page)
  else await printToPdf(page, path)
}
