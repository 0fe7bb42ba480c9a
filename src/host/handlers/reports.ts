import type { reportMethods } from '../../contract/methods/reports.ts'
import type { ListId } from '../../library/index.ts'
import { reportWork } from '../reports/report-work.ts'
import { openReportMaker } from '../reports/reports.ts'
import type { HostServices } from '../services.ts'
import type { HandlersOf } from '../wire/handlers.ts'

/** A preview has so many rows of each table: more than anybody looks through, fewer than burden a window. */
const PREVIEWED_ROWS = 1000

/** Reports on ranked lists, as pages and as files. */
export function reportHandlers(services: HostServices): HandlersOf<typeof reportMethods> {
  const { library, models, jobs } = services
  const reports = openReportMaker(services)
  jobs.register('report', reportWork({ ...services, scores: services.bulkScores, reports }))

  return {
    async 'reports.render'(choice, { signal }) {
      const { html, extent } = await reports.preview(choice, PREVIEWED_ROWS, signal)
      return { html, extent }
    },
    async 'reports.write'(order) {
      const { list, comparedModel } = order.query
      // What cannot be is said before a job begins.
      if (list !== null) await library.listWithId(list as ListId)
      const { id: model } = await models.findAny(order.query.model)
      if (comparedModel !== null) await models.findAny(comparedModel)
      return jobs.start('report', order.title, { ...order, query: { ...order.query, model } })
    },
  }
}
