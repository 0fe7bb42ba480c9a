import { useHost } from '../../../host/index.ts'
import { words } from '../../../messages/index.ts'
import { notify } from '../../../shell/notices.ts'

/** Moves a model to the bin, and offers to bring it back. */
export function useRemoval(): (model: { readonly id: string; readonly name: string }) => Promise<void> {
  const host = useHost()

  async function restore(binned: string): Promise<void> {
    const { name } = await host.call('models.restore', { binned })
    notify({ tone: 'good', text: words.models.restored(name) })
  }

  return async ({ id, name }) => {
    const { binned } = await host.call('models.remove', { model: id })
    notify({
      tone: 'good',
      text: words.models.removed(name),
      action: { label: words.models.undo, run: () => void restore(binned) },
    })
  }
}
