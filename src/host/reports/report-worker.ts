/** The thread that makes reports and tables, one at a time; it has its lines from the thread that it serves. */
import { parentPort } from 'node:worker_threads'
import { AnomaliteError } from '../../domain/error.ts'
import { writeFileAtomically } from '../../durable/index.ts'
import { exportTable } from '../../library/index.ts'
import { entryTable } from './entry-table.ts'
import { pageOf } from './report-page.ts'
import type {
  AskRows,
  FromReportThread,
  ReportOutcome,
  ReportRows,
  ReportTask,
  ToReportThread,
} from './report-task.ts'

let answered: PromiseWithResolvers<ReportRows> | null = null

const tell = (message: FromReportThread) => parentPort?.postMessage(message)

parentPort?.on('message', async (message: ToReportThread) => {
  if (message.kind === 'rows') answered?.resolve(message.rows)
  else tell(await outcomeOf(message.task))
})

const ask: AskRows = (offset, count, extras) => {
  answered = Promise.withResolvers()
  tell({ kind: 'ask', offset, count, extras })
  return answered.promise
}

async function outcomeOf(task: ReportTask): Promise<FromReportThread> {
  try {
    return { kind: 'made', outcome: await make(task, tellingProgress()) }
  } catch (error) {
    // Anything else is a defect: it ends the thread, and who asked is told.
    if (!(error instanceof AnomaliteError)) throw error
    const { code, message, details } = error
    return { kind: 'failed', error: { code, message, details } }
  }
}

/** Lines are gone through twice: to survey them, and to write them. */
function tellingProgress(): AskRows {
  let done = 0
  return async (offset, count, extras) => {
    const rows = await ask(offset, count, extras)
    done += rows.rows.length
    tell({ kind: 'progress', done, total: 2 * rows.total })
    return rows
  }
}

async function make(task: ReportTask, rows: AskRows): Promise<ReportOutcome> {
  const { output } = task
  if (output.kind === 'preview') return preview(task, rows, output.most)
  const { format, path } = output
  if (format === 'html') {
    await writeFileAtomically(
      path,
      pageOf(task, rows, Number.POSITIVE_INFINITY, () => undefined),
    )
  } else await exportTable(await entryTable(task, rows), path)
  return { html: '', extent: 'whole' }
}

async function preview(task: ReportTask, rows: AskRows, most: number): Promise<ReportOutcome> {
  let extent: ReportOutcome['extent'] = 'whole'
  const pieces = await Array.fromAsync(
    pageOf(task, rows, most, () => {
      extent = 'beginning'
    }),
  )
  return { html: pieces.join(''), extent }
}
