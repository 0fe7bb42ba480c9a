import type { EntryRow, Input, Selection } from '../../../contract/index.ts'
import { useHost } from '../../host/index.ts'
import { words } from '../../messages/index.ts'
import { useHistoryStore } from '../../stores/history.ts'
import { useModelsStore } from '../../stores/models.ts'

/** What of entries changes; what is absent stays. */
export type EntryChange = Input<'entries.edit'>['change']

export type CopyTarget = Input<'entries.copy'>['into']

/** Changes of entries: each is carried out, told, and can be taken back from what tells it. */
export function useEntryChanges() {
  const host = useHost()
  const history = useHistoryStore()
  const models = useModelsStore()

  return {
    async edit(selection: Selection, change: EntryChange): Promise<void> {
      const { entries, step } = await host.call('entries.edit', { selection, change })
      history.tell(words.library.told.edited(entries), step)
    },
    /** Puts another text in a line's place; where that can be read, it is scored as the list is. */
    async correct({ id, list, line }: EntryRow, text: string): Promise<void> {
      const { problem, step } = await host.call('entries.correct', { entry: id, text })
      const { corrected, stillUnread } = words.library.told
      if (problem !== null) {
        history.tell(stillUnread(line, problem.message), step, 'warning')
        return
      }
      history.tell(corrected(line), step)
      await models.scoreList(list)
    },
    async bin(selection: Selection): Promise<void> {
      const { entries, step } = await host.call('entries.bin', { selection })
      history.tell(words.library.told.binned(entries), step)
    },
    async restore(selection: Selection): Promise<void> {
      const { entries, step } = await host.call('entries.restore', { selection })
      history.tell(words.library.told.restored(entries), step)
    },
    /** Throws `library/list-exists`. */
    async copy(selection: Selection, into: CopyTarget): Promise<void> {
      const { list, entries, step } = await host.call('entries.copy', { selection, into })
      history.tell(words.library.told.copied(entries, list.name), step)
    },
  }
}
