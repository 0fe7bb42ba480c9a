import { onScopeDispose, ref, shallowRef } from 'vue'
import type { Output } from '../../../../contract/index.ts'
import { inTurn } from '../../../host/in-turn.ts'
import { useHost } from '../../../host/index.ts'

/** The studies there are, and what they have come to, as long as something shows them. */
export function useStudies() {
  const host = useHost()
  const studies = shallowRef<Output<'studies.all'>['studies']>([])
  const broken = shallowRef<Output<'studies.all'>['broken']>([])
  const isLoaded = ref(false)

  const load = inTurn(async () => {
    const shelf = await host.call('studies.all', {})
    studies.value = shelf.studies
    broken.value = shelf.broken
    isLoaded.value = true
  })

  void load()
  onScopeDispose(host.listen('study', () => void load()))
  onScopeDispose(
    host.onState(state => {
      if (state === 'connected') void load()
    }),
  )
  return { studies, broken, isLoaded }
}
