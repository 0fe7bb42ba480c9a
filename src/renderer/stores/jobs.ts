import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Job } from '../../contract/index.ts'
import { useHost } from '../host/index.ts'

/** Long work: what is under way and what has ended, newest first. */
export const useJobsStore = defineStore('jobs', () => {
  const host = useHost()
  const all = shallowRef<readonly Job[]>([])

  host.listen('job', job => {
    const others = all.value.filter(({ id }) => id !== job.id)
    all.value = [job, ...others].sort((a, b) => b.id - a.id)
  })
  host.onState(state => {
    if (state === 'connected') void load()
  })

  async function load(): Promise<void> {
    all.value = await host.call('jobs.all', {})
  }

  return {
    all,
    pause: (job: number) => host.call('jobs.pause', { job }),
    resume: (job: number) => host.call('jobs.resume', { job }),
    cancel: (job: number) => host.call('jobs.cancel', { job }),
    clear: async () => {
      all.value = await host.call('jobs.clear', {})
    },
  }
})
