import type { libraryMethods } from '../../contract/methods/library.ts'
import type { StepId } from '../../library/index.ts'
import type { HostServices } from '../services.ts'
import type { HandlersOf } from '../wire/handlers.ts'

type HistoryMethods = Pick<
  typeof libraryMethods,
  Extract<keyof typeof libraryMethods, `history.${string}` | `bin.${string}`>
>

/** What can be taken back, and what goes for good. */
export function historyHandlers({ library }: Pick<HostServices, 'library'>): HandlersOf<HistoryMethods> {
  return {
    'history.state': () => library.history(),
    'history.undo': ({ step }) => library.undo(step as StepId | null),
    'history.redo': ({ step }) => library.redo(step as StepId | null),
    'bin.empty': () => library.emptyBin(),
  }
}
