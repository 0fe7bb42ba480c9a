import type { rankingMethods } from '../../contract/methods/rankings.ts'
import type { ListId } from '../../library/index.ts'
import { reportCharge } from '../ranking-report.ts'
import { openRankings } from '../rankings/ranking-cache.ts'
import { reportWork } from '../rankings/report-work.ts'
import { openReportMaker } from '../rankings/reports.ts'
import { outsideMessage } from '../scoring.ts'
import type { HostServices } from '../services.ts'
import type { HandlersOf } from '../wire/handlers.ts'

/** A preview has so many rows of each table: more than anybody looks through, fewer than burden a window. */
const PREVIEWED_ROWS = 1000

/** So many of the lines without a rank are shown with their reason; files have all. */
const SHOWN_UNRANKED = 100

/** Lists in the order of their scores, on screen and on paper. */
export function rankingHandlers(services: HostServices): HandlersOf<typeof rankingMethods> {
  const { library, models, jobs } = services
  const rankings = openRankings(services)
  const reports = openReportMaker(services)
  jobs.register('report', reportWork({ ...services, reports }))

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
    async 'reports.render'(choice, { signal }) {
      const { html, extent } = await reports.preview(choice, PREVIEWED_ROWS, signal)
      return { html, extent }
    },
    async 'reports.write'(order) {
      const { list } = order.query
      // What cannot be is said before a job begins.
      if (list !== null) await library.listWithId(list as ListId)
      const { id: model } = await models.find(order.query.model)
      return jobs.start('report', order.title, { ...order, query: { ...order.query, model } })
    },
  }
}
