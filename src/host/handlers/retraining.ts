import type { retrainingMethods } from '../../contract/methods/retraining.ts'
import type { HostServices } from '../services.ts'
import type { HandlersOf } from '../wire/handlers.ts'

/** Models retrained on in-house positives: what they would see, the retraining itself, and what came of it. */
export function retrainingHandlers({
  retrainings,
}: Pick<HostServices, 'retrainings'>): HandlersOf<typeof retrainingMethods> {
  return {
    'retraining.defaults': choice => retrainings.defaults(choice),
    'retraining.preview': (data, { signal }) => retrainings.preview(data, signal),
    'retraining.estimate': (question, { signal }) => retrainings.estimate(question, signal),
    'retraining.start': (choice, { signal }) => retrainings.start(choice, signal),
    'retraining.comparison': ({ model }) => retrainings.comparison(model),
    'retraining.compare': (pair, { signal }) => retrainings.compare(pair, signal),
  }
}
