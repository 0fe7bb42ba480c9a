import type { screeningMethods } from '../../contract/methods/screening.ts'
import { openPace } from '../screening/pace.ts'
import { openSearchThread } from '../screening/search-thread.ts'
import type { HostServices } from '../services.ts'
import type { HandlersOf } from '../wire/handlers.ts'

/** A person who changes a search waits no longer for its count and examples. */
const MOST_MS_PER_QUESTION = 5000

/** Candidates by rules: how many there are, what they look like, and lists of them. */
export function screeningHandlers({
  engine,
  models,
}: Pick<HostServices, 'engine' | 'models'>): HandlersOf<typeof screeningMethods> {
  const thread = openSearchThread(MOST_MS_PER_QUESTION)
  const pace = openPace(engine)

  return {
    'screening.count': ({ search }, { signal }) => thread.ask('count', { search }, signal),
    'screening.examples': (question, { signal }) => thread.ask('examples', question, signal),
    'screening.pace': async () => ({ candidatesPerSecond: await pace.of(await models.active()) }),
  }
}
