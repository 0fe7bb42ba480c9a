import type { trainingMethods } from '../../contract/methods/models.ts'
import type { HostServices } from '../services.ts'
import { PAPER_CHOICE } from '../training/index.ts'
import type { HandlersOf } from '../wire/handlers.ts'

/** New models: what they would be trained on, for how long, and the training itself. */
export function trainingHandlers({
  trainings,
}: Pick<HostServices, 'trainings'>): HandlersOf<typeof trainingMethods> {
  return {
    'training.preview': (data, { signal }) => trainings.preview(data, signal),
    'training.estimate': (question, { signal }) => trainings.estimate(question, signal),
    'training.defaults': () => PAPER_CHOICE,
    'training.start': choice => trainings.start(choice),
    'training.finish': ({ job }) => trainings.finish(job),
    'training.curve': ({ job }) => trainings.curve(job),
  }
}
