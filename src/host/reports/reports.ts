import { readFile, rm } from 'node:fs/promises'
import type { EntryQuery, ReportChoice, ReportOrder } from '../../contract/index.ts'
import { parseFormula } from '../../domain/formula/index.ts'
import type { LibraryService, ListId } from '../../library/index.ts'
import type { NearestKnown, PrintToPdf } from '../core-services.ts'
import type { EntryPages } from '../entries/entry-pages.ts'
import type { Model } from '../models.ts'
import { reportModel } from '../ranking-report.ts'
import type { ModelRegistry } from '../registry/model-registry.ts'
import type { AskRows, ReportTask } from './report-task.ts'
import { type MakingOptions, openReports } from './report-thread.ts'
import { orderWords, selectionWords, withUnranked } from './selection-words.ts'

export interface ReportParts {
  readonly library: Pick<LibraryService, 'listWithId'>
  readonly models: Pick<ModelRegistry, 'find'>
  readonly entryPages: EntryPages
  readonly nearest: NearestKnown
  readonly printToPdf: PrintToPdf
}

/** Reports on entries of the library, by the scores that are stored. */
export interface Reports {
  /** The page; of each of its tables at most `most` rows. */
  preview(
    choice: ReportChoice,
    most: number,
    signal: AbortSignal,
  ): Promise<{ readonly html: string; readonly extent: 'whole' | 'beginning' }>
  /** Writes a report or a table to a path. */
  write(order: ReportOrder, path: string, options: Omit<MakingOptions, 'ask'>): Promise<void>
}

export function openReportMaker(parts: ReportParts): Reports {
  const { library, models, entryPages, nearest, printToPdf } = parts
  const make = openReports()

  const begin = async (choice: ReportChoice, output: ReportTask['output']) => {
    const model = await models.find(choice.query.model)
    const query = withUnranked({ ...choice.query, model: model.id })
    const task: ReportTask = {
      frame: {
        title: choice.title,
        createdAt: new Date(),
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        source: await sourceOf(query),
        selection: await selectionOf(query),
        model: reportModel(model.manifest),
        reference: { quantiles: model.manifest.heldOut.rmseQuantiles },
      },
      remarks: choice.remarks
        .split(/\n+/)
        .map(remark => remark.trim())
        .filter(remark => remark !== ''),
      limit: choice.limit,
      columns: choice.columns,
      output,
    }
    return { task, ask: asking(query, model) }
  }

  const sourceOf = async ({ list }: EntryQuery) =>
    list === null ? 'All lists of the library' : (await library.listWithId(list as ListId)).name

  /** "With Li: 312 of 715 lines". */
  const selectionOf = async (query: EntryQuery) => {
    const words = selectionWords(query)
    const order = orderWords(query.sort)
    if (words === null) return order === null ? null : `All lines, ${order}`
    const whole = { ...query, ...EVERYTHING }
    const [{ total }, { total: all }] = await Promise.all([
      entryPages.page(query, 0, 0),
      entryPages.page(whole, 0, 0),
    ])
    const count = (number: number) => number.toLocaleString('en-US')
    return `${words}: ${count(total)} of ${count(all)} lines${order === null ? '' : `, ${order}`}`
  }

  const asking = (query: EntryQuery, model: Model): AskRows => {
    return async (offset, count, how) => {
      const { rows, total } = await entryPages.page({ ...query, model: model.id }, offset, count)
      if (how === 'without') return { total, rows: rows.map(row => ({ ...row, nearest: null })) }
      const neighbours = rows.map(async row => {
        if (row.score === null || row.formula === null) return { ...row, nearest: null }
        const [first] = await nearest.find(parseFormula(row.formula), 1)
        return { ...row, nearest: first?.formula ?? null }
      })
      return { total, rows: await Promise.all(neighbours) }
    }
  }

  return {
    async preview(choice, most, signal) {
      const { task, ask } = await begin(choice, { kind: 'preview', most })
      return make(task, { ask, signal, onProgress: () => undefined })
    },
    async write({ format, paper, ...choice }, path, options) {
      const page = format === 'pdf' ? `${path}.html` : path
      const output = { kind: 'file', format: format === 'pdf' ? 'html' : format, path: page } as const
      const { task, ask } = await begin(choice, output)
      await make(task, { ...options, ask })
      if (format !== 'pdf') return
      try {
        await printToPdf(await readFile(page, 'utf8'), path, paper)
      } finally {
        await rm(page, { force: true })
      }
    },
  }
}

/** The part of a query that leaves nothing out. */
const EVERYTHING: Omit<EntryQuery, 'list' | 'bin' | 'model' | 'comparedModel' | 'sort'> = {
  text: '',
  elements: { only: [], atLeast: [], without: [] },
  labels: [],
  tags: [],
  reading: 'all',
  unranked: 'with',
  energyAboveHullEvPerAtom: { min: null, max: null },
  score: { min: null, max: null },
  comparedScore: { min: null, max: null },
}
