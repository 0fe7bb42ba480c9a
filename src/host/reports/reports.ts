import { readFile, rm } from 'node:fs/promises'
import type { EntryQuery, EntryRow, ReportChoice, ReportOrder, StabilityHost } from '../../contract/index.ts'
import { parseFormula } from '../../domain/formula/index.ts'
import type { LibraryService, ListId } from '../../library/index.ts'
import type { ReportWhy } from '../../report/index.ts'
import type { NearestKnown, PrintToPdf } from '../core-services.ts'
import type { EntryPages } from '../entries/entry-pages.ts'
import type { AnyModel, StabilityModel } from '../models.ts'
import { reportScale } from '../ranking-report.ts'
import type { ModelRegistry } from '../registry/model-registry.ts'
import type { BulkStability } from '../stability/bulk.ts'
import type { LiveStability } from '../stability/live.ts'
import { isHosted } from './hosted.ts'
import type { AskRows, ReportTask } from './report-task.ts'
import { type MakingOptions, openReports } from './report-thread.ts'
import { orderWords, type ScoreKinds, selectionWords, withUnranked } from './selection-words.ts'

export interface ReportParts {
  readonly library: Pick<LibraryService, 'listWithId'>
  readonly models: Pick<ModelRegistry, 'findAny' | 'isActive'>
  readonly entryPages: EntryPages
  readonly nearest: NearestKnown
  readonly bulkStability: Pick<BulkStability, 'why'>
  readonly stability: Pick<LiveStability, 'hosts'>
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
  const { library, models, entryPages, nearest, bulkStability, stability, printToPdf } = parts
  const make = openReports()

  const begin = async (choice: ReportChoice, output: ReportTask['output'], signal: AbortSignal) => {
    const { comparedModel } = choice.query
    const model = await models.findAny(choice.query.model)
    const compared = comparedModel === null ? null : await models.findAny(comparedModel)
    const notInUse = {
      model: !(await models.isActive(model)),
      compared: compared !== null && !(await models.isActive(compared)),
    }
    const explained = [model, compared].find(isStability) ?? null
    const query = withUnranked({ ...choice.query, model: model.id })
    const task: ReportTask = {
      frame: {
        title: choice.title,
        createdAt: new Date(),
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        source: await sourceOf(query),
        selection: await selectionOf(query, {
          score: model.kind,
          comparedScore: compared === null ? null : compared.kind,
        }),
        ...reportScale(model),
        compared: compared === null ? null : reportScale(compared),
      },
      remarks: [
        ...(notInUse.model ? [`“${model.manifest.name}” was not in use when this report was made.`] : []),
        ...choice.remarks
          .split(/\n+/)
          .map(remark => remark.trim())
          .filter(remark => remark !== ''),
      ],
      notInUse,
      limit: choice.limit,
      // Where no stability score is told of, there is nothing to say why.
      columns: { ...choice.columns, why: choice.columns.why && explained !== null },
      output,
    }
    return { task, ask: asking(query, explained, signal) }
  }

  const sourceOf = async ({ list }: EntryQuery) =>
    list === null ? 'All lists of the library' : (await library.listWithId(list as ListId)).name

  /** "With Li: 312 of 715 lines". */
  const selectionOf = async (query: EntryQuery, kinds: ScoreKinds) => {
    const words = selectionWords(query, kinds)
    const order = orderWords(query.sort, kinds)
    if (words === null) return order === null ? null : `All lines, ${order}`
    const whole = { ...query, ...EVERYTHING }
    const [{ total }, { total: all }] = await Promise.all([
      entryPages.page(query, 0, 0),
      entryPages.page(whole, 0, 0),
    ])
    const count = (number: number) => number.toLocaleString('en-US')
    return `${words}: ${count(total)} of ${count(all)} lines${order === null ? '' : `, ${order}`}`
  }

  const nearestTo = async ({ score, formula }: EntryRow) => {
    if (score === null || formula === null) return null
    const [first] = await nearest.find(parseFormula(formula), 1)
    return first?.formula ?? null
  }

  /** The known analogs of rows by their formulas. */
  const whyOf = async (model: StabilityModel, rows: readonly EntryRow[], signal: AbortSignal) => {
    const formulas = [
      ...new Set(rows.flatMap(({ score, formula }) => (score === null ? [] : (formula ?? [])))),
    ]
    const why = await bulkStability.why(model, formulas, { signal })
    return new Map(formulas.map((formula, i) => [formula, why[i]!]))
  }

  /** What is scored in the place of doped and fractional formulas, by formula. */
  const hostsOf = async (model: StabilityModel, rows: readonly EntryRow[], signal: AbortSignal) => {
    const formulas = [...new Set(rows.flatMap(({ formula }) => (isHosted(formula) ? formula : [])))]
    const hosts = await stability.hosts(
      formulas.map(formula => parseFormula(formula)),
      model.id,
      signal,
    )
    return new Map(formulas.map((formula, i) => [formula, hosts[i]!]))
  }

  const asking = (query: EntryQuery, explained: StabilityModel | null, signal: AbortSignal): AskRows => {
    return async (offset, count, extras) => {
      const { rows, total } = await entryPages.page(query, offset, count)
      const why =
        extras.includes('why') && explained !== null
          ? await whyOf(explained, rows, signal)
          : new Map<string, ReportWhy | null>()
      const hosts =
        extras.includes('host') && explained !== null
          ? await hostsOf(explained, rows, signal)
          : new Map<string, StabilityHost | null>()
      const known = extras.includes('nearest') ? await Promise.all(rows.map(nearestTo)) : rows.map(() => null)
      return {
        total,
        rows: rows.map((row, i) => ({
          ...row,
          nearest: known[i]!,
          why: (row.formula === null ? null : why.get(row.formula)) ?? null,
          host: (row.formula === null ? null : hosts.get(row.formula)) ?? null,
        })),
      }
    }
  }

  return {
    async preview(choice, most, signal) {
      const { task, ask } = await begin(choice, { kind: 'preview', most }, signal)
      return make(task, { ask, signal, onProgress: () => undefined })
    },
    async write({ format, paper, ...choice }, path, options) {
      const page = format === 'pdf' ? `${path}.html` : path
      const output = { kind: 'file', format: format === 'pdf' ? 'html' : format, path: page } as const
      const { task, ask } = await begin(choice, output, options.signal)
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

function isStability(model: AnyModel | null): model is StabilityModel {
  return model?.kind === 'stability'
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
