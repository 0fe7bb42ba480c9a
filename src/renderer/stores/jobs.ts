import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Job } from '../../contract/index.ts'
import { useHost } from '../host/index.ts'

const UNDER_WAY: ReadonlySet<Job['state']> = new Set(['queued', 'running', 'paused'])

/** Long work, newest first. */
export const useJobsStore = defineStore('jobs', () => {
  const host = useHost()
  const all = shallowRef<readonly Job[]>([])
  const underWay = computed(() => all.value.filter(job => UNDER_WAY.has(job.state)))

  host.listen('job', take)
  host.onState(state => {
    if (state === 'connected') void load()
  })

  async function load(): Promise<void> {
    all.value = await host.call('jobs.all', {})
  }

  function take(job: Job): void {
    const isKnown = all.value.some(({ id }) => id === job.id)
    all.value = isKnown ? all.value.map(other => (other.id === job.id ? job : other)) : [job, ...all.value]
  }

  /** Resolves when the job has ended, in whatever way. */
  function ended(id: number): Promise<Job> {
    const { promise, resolve } = Promise.withResolvers<Job>()
    const known = all.value.find(job => job.id === id)
    if (known && !UNDER_WAY.has(known.state)) resolve(known)
    const stop = host.listen('job', job => {
      if (job.id === id && !UNDER_WAY.has(job.state)) resolve(job)
    })
    return promise.finally(stop)
  }

  return {
    all,
    underWay,
    ended,
    cancel: (job: number) => host.call('jobs.cancel', { job }).then(take),
    pause: (job: number) => host.call('jobs.pause', { job }).then(take),
    resume: (job: number) => host.call('jobs.resume', { job }).then(take),
    clear: async () => {
      all.value = await host.call('jobs.clear', {})
    },
  }
})
