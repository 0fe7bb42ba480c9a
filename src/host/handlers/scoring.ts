import type { scoringMethods } from '../../contract/methods/scoring.ts'
import type { ListId } from '../../library/index.ts'
import type { HostServices } from '../services.ts'
import type { HandlersOf } from '../wire/handlers.ts'

/** Scores of whole lists. */
export function scoringHandlers({
  models,
  scoring,
}: Pick<HostServices, 'models' | 'scoring'>): HandlersOf<typeof scoringMethods> {
  return {
    'scoring.start': async ({ list, model, askedBy }) => ({
      job: await scoring.start(list as ListId, await models.findAny(model), askedBy),
    }),
  }
}
