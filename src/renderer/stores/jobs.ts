import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Job } from '../../contract/index.ts'
import { useHost } from '../host/index.ts'

/** Long work: what is under way and what has ended, newest first. */
export const useJobsStore = defineStore('jobs', () => {
  const host = useHost()
  const all = shallowRef<readonly Job[]>([])
  const waiting = new Map<number, PromiseWithResolvers<Job>>()

  host.listen('job', job => {
    const others = all.value.filter(({ id }) => id !== job.id)
    take([job, ...others].sort((a, b) => b.id - a.id))
  })
  host.onState(state => {
    if (state === 'connected') void load()
  })

  async function load(): Promise<void> {
    take(await host.call('jobs.all', {}))
  }

  function take(jobs: readonly Job[]): void {
    all.value = jobs
    for (const job of jobs) {
      if (isUnderWay(job)) continue
      waiting.get(job.id)?.resolve(job)
      waiting.delete(job.id)
    }
  }

  /** Resolves when a job has ended, however; also after whatever screen began it is gone. */
  function ended(job: Job): Promise<Job> {
    const known = all.value.find(({ id }) => id === job.id) ?? job
    if (!isUnderWay(known)) return Promise.resolve(known)
    const end = waiting.get(job.id) ?? Promise.withResolvers<Job>()
    waiting.set(job.id, end)
    return end.promise
  }

  return {
    all,
    ended,
    pause: (job: number) => host.call('jobs.pause', { job }),
    resume: (job: number) => host.call('jobs.resume', { job }),
    cancel: (job: number) => host.call('jobs.cancel', { job }),
    clear: async () => {
      take(await host.call('jobs.clear', {}))
    },
  }
})

export function isUnderWay({ state }: Job): boolean {
  return state === 'queued' || state === 'running' || state === 'paused'
}

/** A job of interest to a screen, as it moves on. */
export function useFollowedJob() {
  const jobs = useJobsStore()
  const begun = shallowRef<Job | null>(null)
  const job = computed(() => jobs.all.find(({ id }) => id === begun.value?.id) ?? begun.value)
  return {
    job,
    follow(next: Job | null): void {
      begun.value = next
    },
  }
}
