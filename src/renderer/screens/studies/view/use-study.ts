import { onScopeDispose, ref, shallowRef } from 'vue'
import type { StudyDetails } from '../../../../contract/index.ts'
import { useHost } from '../../../host/index.ts'

/** A study with its trials as they come; `failure` says why there is none. */
export function useStudy(study: string) {
  const host = useHost()
  const details = shallowRef<StudyDetails | null>(null)
  const failure = shallowRef<unknown>(null)
  const isLoading = ref(false)
  /** Something was told while the last answer was on its way. */
  let isOutdated = false

  async function load(): Promise<void> {
    if (isLoading.value) {
      isOutdated = true
      return
    }
    isLoading.value = true
    try {
      details.value = await host.call('studies.details', { study })
      failure.value = null
    } catch (error) {
      failure.value = error
    } finally {
      isLoading.value = false
    }
    if (!isOutdated) return
    isOutdated = false
    await load()
  }

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
