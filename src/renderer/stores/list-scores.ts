import { computed, ref, watch } from 'vue'
import type { Job } from '../../contract/index.ts'
import { useHost } from '../host/index.ts'
import { useJobsStore } from './jobs.ts'
import { useListsStore } from './lists.ts'
import { useModelsStore } from './models.ts'

const UNDER_WAY: readonly Job['state'][] = ['queued', 'running', 'paused']

/**
 * Sees to it that the list which a screen shows has scores by the active model, whatever comes to it meanwhile. What a
 * person has cancelled stays so until `start` asks for it.
 */
export function useListScores(list: () => number | null) {
  const host = useHost()
  const jobs = useJobsStore()
  const lists = useListsStore()
  const models = useModelsStore()
  const id = ref<number | null>(null)
  /** The job that scores the list, or did last; null where none was needed. */
  const job = computed(() => jobs.all.find(job => job.id === id.value) ?? null)
  const isUnderWay = computed(() => job.value !== null && UNDER_WAY.includes(job.value.state))

  async function ask(askedBy: 'person' | 'screen'): Promise<void> {
    const asked = list()
    if (asked === null) return
    const begun = await host.call('scoring.start', { list: asked, model: null, askedBy })
    if (begun.job !== null && list() === asked) id.value = begun.job.id
  }

  watch(
    [list, () => models.active?.id],
    () => {
      id.value = null
    },
    { flush: 'sync' },
  )
  watch(
    [list, () => models.active?.id, () => lists.revision],
    () => {
      // A failure of what nobody asked for is no news: the list shows what has no score.
      if (!isUnderWay.value) ask('screen').catch(() => undefined)
    },
    { immediate: true },
  )

  return { job, isUnderWay, start: () => ask('person') }
}
