import { useRouter } from 'vue-router'
import type { List, ListKind } from '../../../contract/index.ts'
import { useConfirm } from '../../components/confirm.ts'
import { useHost } from '../../host/index.ts'
import { words } from '../../messages/index.ts'
import { notify } from '../../shell/notices.ts'
import { useHistoryStore } from '../../stores/history.ts'
import { addressOfPlace } from './place.ts'

/** Changes of lists: each is carried out, told, and can be taken back from what tells it. */
export function useListChanges() {
  const host = useHost()
  const history = useHistoryStore()
  const router = useRouter()
  const confirm = useConfirm()

  return {
    /** Makes a list and shows it. Throws `library/list-exists`. */
    async create(name: string, kind: ListKind, lines: readonly string[]): Promise<void> {
      const { list, step } = await host.call('lists.create', { name, kind, lines: [...lines] })
      await router.push({ name: 'library', query: addressOfPlace({ kind: 'list', list: list.id }) })
      history.tell(words.library.told.created(list.name), step)
    },
    /** Throws `library/list-exists`. */
    async rename({ id }: List, name: string): Promise<void> {
      const { list, step } = await host.call('lists.rename', { list: id, name })
      history.tell(words.library.told.renamed(list.name), step)
    },
    async changeKind({ id }: List, kind: ListKind): Promise<void> {
      const { list, step } = await host.call('lists.changeKind', { list: id, kind })
      history.tell(words.library.told.kindChanged(list.name, words.library.kinds[list.kind]), step)
    },
    async bin({ id, name }: List): Promise<void> {
      const { step } = await host.call('lists.bin', { list: id })
      history.tell(words.library.told.listBinned(name), step)
    },
    async restore({ id }: List): Promise<void> {
      const { list, step } = await host.call('lists.restore', { list: id })
      history.tell(words.library.told.listRestored(list.name), step)
    },
    /** Asks first: this is the one change that cannot be taken back. */
    async emptyBin(): Promise<void> {
      const { title, text, action } = words.library.emptyBinQuestion
      if (!(await confirm({ title, text, action, tone: 'danger' }))) return
      const { lists, entries } = await host.call('bin.empty', {})
      notify({ tone: 'good', text: words.library.told.emptied(lists, entries) })
    },
  }
}
