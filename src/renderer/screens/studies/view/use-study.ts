import { onScopeDispose, shallowRef } from 'vue'
import type { StudyDetails } from '../../../../contract/index.ts'
import { inTurn } from '../../../host/in-turn.ts'
import { useHost } from '../../../host/index.ts'

/** A study with its trials as they come; `failure` says why there is none. */
export function useStudy(study: string) {
  const host = useHost()
  const details = shallowRef<StudyDetails | null>(null)
  const failure = shallowRef<unknown>(null)
  const load = inTurn(async () => {
    try {
      details.value = await host.call('studies.details', { study })
      failure.value = null
    } catch (error) {
      failure.value = error
    }
  })

  void load()
  onScopeDispose(
    host.listen('study', event => {
      if (event.study === study) void load()
    }),
  )
  onScopeDispose(
    host.onState(state => {
      if (state === 'connected') void load()
    }),
  )
  return { details, failure }
}
