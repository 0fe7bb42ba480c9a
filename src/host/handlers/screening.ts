import type { screeningMethods } from '../../contract/methods/screening.ts'
import { AnomaliteError } from '../../domain/error.ts'
import { candidatesToScore, refuseElementsOutside } from '../screening/before-start.ts'
import { openPace } from '../screening/pace.ts'
import { choiceOf, screeningWork } from '../screening/screening-work.ts'
import { openSearchThread } from '../screening/search-thread.ts'
import type { HostServices } from '../services.ts'
import type { HandlersOf } from '../wire/handlers.ts'

/** A person who changes a search waits no longer for its count and examples. */
const MOST_MS_PER_QUESTION = 5000

/** So many earlier searches can be taken up again. */
const EARLIER_SEARCHES = 20

/** Candidates by rules: how many there are, what they look like, and lists of them. */
export function screeningHandlers({
  bulkScores,
  models,
  library,
  jobs,
}: Pick<HostServices, 'bulkScores' | 'models' | 'library' | 'jobs'>): HandlersOf<typeof screeningMethods> {
  const thread = openSearchThread(MOST_MS_PER_QUESTION)
  const pace = openPace(bulkScores)
  jobs.register('screen', screeningWork({ library, models, scores: bulkScores, pace }))

  return {
    'screening.count': ({ search }, { signal }) => thread.ask('count', { search }, signal),
    'screening.examples': (question, { signal }) => thread.ask('examples', question, signal),
    'screening.pace': async ({ score }) => ({
      candidatesPerSecond: await pace.of(await models.activeOf(score)),
    }),

    async 'screening.start'(choice, { signal }) {
      const model = await models.activeOf(choice.score)
      refuseElementsOutside(choice.search, model, await models.memory(model))
      const total = candidatesToScore(
        await thread.ask('count', { search: choice.search }, signal),
        choice.taken,
      )
      if ((await library.lists()).some(({ name }) => name === choice.name)) {
        const message = `There is a list named “${choice.name}” already. Choose another name.`
        throw new AnomaliteError('library/list-exists', message, { name: choice.name })
      }
      return jobs.start('screen', choice.name, { choice, model: model.id, total })
    },

    async 'screening.earlier'() {
      const searches = (await jobs.all()).filter(({ kind }) => kind === 'screen').slice(0, EARLIER_SEARCHES)
      const earlier = searches.map(async ({ id, createdAt }) => {
        const choice = choiceOf(await jobs.parametersOf(id))
        return choice === null ? [] : [{ job: id, createdAt, choice }]
      })
      return (await Promise.all(earlier)).flat()
    },
  }
}
