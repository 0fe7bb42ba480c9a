import type { fittingMethods } from '../../contract/methods/fitting.ts'
import { stabilitySummary } from '../registry/model-cards.ts'
import type { HostServices } from '../services.ts'
import type { HandlersOf } from '../wire/handlers.ts'

/** New stability models: fitted ones, and those that in-house positives were added to. */
export function fittingHandlers({
  fittings,
}: Pick<HostServices, 'fittings'>): HandlersOf<typeof fittingMethods> {
  return {
    'fitting.preview': (data, { signal }) => fittings.preview(data, signal),
    'fitting.start': choice => fittings.start(choice),
    'fitting.plan': ({ job }) => fittings.plan(job),
    'additions.preview': (choice, { signal }) => fittings.previewAdditions(choice, signal),
    async 'additions.add'(choice, { signal }) {
      const { model, added } = await fittings.add(choice, signal)
      return { model: stabilitySummary(model, true), added }
    },
  }
}
