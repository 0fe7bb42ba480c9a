import { computed, watch } from 'vue'
import { useHost } from '../host/index.ts'
import { isUnderWay, useFollowedJob } from './jobs.ts'
import { useListsStore } from './lists.ts'
import { useModelsStore } from './models.ts'

/**
 * Sees to it that the list which a screen shows has scores by the active model, whatever comes to it meanwhile. What a
 * person has cancelled stays so until `start` asks for it.
 */
export function useListScores(list: () => number | null) {
  const host = useHost()
  const lists = useListsStore()
  const models = useModelsStore()
  /** The job that scores the list, or did last; null where none was needed. */
  const { job, follow } = useFollowedJob()
  const isScoring = computed(() => job.value !== null && isUnderWay(job.value))

  async function ask(askedBy: 'person' | 'screen'): Promise<void> {
    const asked = list()
    if (asked === null) return
    const begun = await host.call('scoring.start', { list: asked, model: null, askedBy })
    if (begun.job !== null && list() === asked) follow(begun.job)
  }

  watch([list, () => models.active?.id], () => follow(null), { flush: 'sync' })
  watch(
    [list, () => models.active?.id, () => lists.revision],
    () => {
      // A failure of what nobody asked for is no news: the list shows what has no score.
      if (!isScoring.value) ask('screen').catch(() => undefined)
    },
    { immediate: true },
  )

  return { job, isScoring, start: () => ask('person') }
}
