import type { z } from 'zod'
import { reportOrder } from '../../contract/methods/reports.ts'
import type { LibraryService, List, ListId } from '../../library/index.ts'
import type { Work, WorkControl } from '../jobs/index.ts'
import type { AnyModel } from '../models.ts'
import type { ModelRegistry } from '../registry/model-registry.ts'
import { type ScoringParts, scoreList } from '../scoring/index.ts'
import type { FileStore } from '../transfers/file-store.ts'
import { safeTitle } from '../transfers/safe-title.ts'
import type { Reports } from './reports.ts'

export interface ReportWorkParts extends ScoringParts {
  readonly library: LibraryService
  readonly models: ModelRegistry
  readonly transfers: Pick<FileStore, 'make'>
  readonly reports: Reports
}

/** Scores what a report lacks, and writes it into a file that can be fetched. */
export function reportWork(parts: ReportWorkParts): Work<z.infer<typeof reportOrder>> {
  const { library, models, transfers, reports } = parts

  const listsOf = async (list: number | null): Promise<List[]> =>
    list === null ? library.lists() : [await library.listWithId(list as ListId)]

  return {
    lane: 'files',
    parameters: reportOrder,
    canPause: false,
    canResume: false,
    async run(order, control) {
      const { list, model, comparedModel } = order.query
      const judges = [await models.findAny(model)]
      if (comparedModel !== null) judges.push(await models.findAny(comparedModel))
      for (const each of await listsOf(list)) {
        for (const judge of judges) await scoreMissing(parts, each, judge, control)
      }
      const fileName = `${safeTitle(order.title, 'Ranking')}.${order.format}`
      const { id, bytes } = await transfers.make(fileName, path =>
        reports.write(order, path, {
          signal: control.signal,
          onProgress: (done, total) =>
            control.progress(total === 0 ? 0 : done / total, {
              step: 'writing',
              done: Math.floor(done / 2),
              total: total / 2,
            }),
        }),
      )
      return { kind: 'file', file: id, fileName, bytes }
    },
    discard: null,
  }
}

async function scoreMissing(
  parts: ReportWorkParts,
  list: List,
  model: AnyModel,
  control: WorkControl,
): Promise<void> {
  await scoreList(parts, list.id, model, {
    signal: control.signal,
    whenRunning: () => control.whenRunning(),
    progress: (done, total) => control.progress(done / total, { step: 'scoring', done, total }),
  })
}
