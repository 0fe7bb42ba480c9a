import { computed } from 'vue'
import type { Job } from '../../../contract/index.ts'
import { isUnderWay, useJobsStore } from '../../stores/jobs.ts'
import { useModelsStore } from '../../stores/models.ts'

/** Jobs that make models of a kind, under way or able to go on. */
export function inTheMaking(jobs: readonly Job[], kind: 'train' | 'fit'): Job[] {
  return jobs.filter(job => job.kind === kind && (job.canResume || isUnderWay(job)))
}

/** Names that a new model cannot have: those of models, and of models in the making. */
export function useTakenNames() {
  const models = useModelsStore()
  const jobs = useJobsStore()
  return computed(() => [
    ...models.all.map(({ name }) => name),
    ...inTheMaking(jobs.all, 'train').map(({ subject }) => subject),
    ...inTheMaking(jobs.all, 'fit').map(({ subject }) => subject),
  ])
}
