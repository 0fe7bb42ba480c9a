import { type ComputedRef, computed, ref, shallowRef, watch } from 'vue'
import type { EntryQuery, List, ModelSummary } from '../../../../contract/index.ts'
import { useHost } from '../../../host/index.ts'
import { failureText } from '../../../shell/failure.ts'
import { useJobsStore } from '../../../stores/jobs.ts'
import { useLibraryAnswer } from '../use-library-answer.ts'
import { type ScoringState, scoringState } from './scoring-state.ts'

/** What is to be scored by which model. */
export interface ScoringSubject {
  readonly lists: readonly List[]
  readonly model: ModelSummary
  /** All lines of the lists by the model's score: those without come last. */
  readonly query: EntryQuery
}

export interface Scoring {
  readonly state: ComputedRef<ScoringState>
  /** Begins what is left, on a person's word. */
  start(): void
  cancel(job: number): void
  resume(job: number): void
}

/** What is over within this time needs no word, in milliseconds. */
const NOTICED_MS = 1200

/** Lines looked through for one that could be scored. */
const LOOKED_AT = 1000

/**
 * Sees to it that a list that is looked at is scored: what a model has not scored of it begins by itself. Several lists
 * wait for a person's word.
 */
export function useScoring(subject: () => ScoringSubject | null): Scoring {
  const host = useHost()
  const jobs = useJobsStore()
  const begun = ref<readonly number[]>([])
  const failure = ref<string | null>(null)
  /** The turn in which the host is being asked to begin; a later turn makes what an earlier one hears void. */
  const asking = shallowRef<symbol | null>(null)

  const isBeginning = ref(false)
  watch(asking, (now, _, onCleanup) => {
    isBeginning.value = false
    if (now === null) return
    const noticed = setTimeout(() => {
      isBeginning.value = true
    }, NOTICED_MS)
    onCleanup(() => clearTimeout(noticed))
  })

  async function begin(askedBy: 'person' | 'screen'): Promise<void> {
    const now = subject()
    if (now === null) return
    const turn = Symbol()
    asking.value = turn
    failure.value = null
    const started: number[] = []
    try {
      for (const { id } of now.lists) {
        const { job } = await host.call('scoring.start', { list: id, model: now.model.id, askedBy })
        if (asking.value !== turn) return
        if (job === null) continue
        started.push(job.id)
        begun.value = [...started]
      }
    } catch (error) {
      if (asking.value === turn) failure.value = failureText(error)
    }
    if (asking.value === turn) asking.value = null
  }

  /** Which lists by which model, and how much is in them: what is added is scored as well. */
  const key = computed(() => {
    const now = subject()
    if (now === null) return null
    const [only] = now.lists
    const size = now.lists.length === 1 ? ` ${only!.entryCount} ${only!.unreadCount}` : ''
    return `${now.lists.map(({ id }) => id)} ${now.model.id}${size}`
  })
  watch(
    key,
    () => {
      begun.value = []
      failure.value = null
      asking.value = null
      if (subject()?.lists.length === 1) void begin('screen')
    },
    { immediate: true },
  )

  const followed = computed(() => jobs.all.filter(({ id }) => begun.value.includes(id)))
  const isBusy = computed(
    () =>
      asking.value !== null || followed.value.some(({ state }) => state === 'running' || state === 'queued'),
  )
  const unscored = useLibraryAnswer(
    () => {
      const now = subject()
      return now === null || isBusy.value ? null : now.query
    },
    async (query, signal) => {
      const scored = { ...query, unranked: 'without' as const }
      const { total } = await host.call('entries.page', { query: scored, offset: 0, count: 0 }, { signal })
      const { rows } = await host.call('entries.page', { query, offset: total, count: LOOKED_AT }, { signal })
      return rows.some(({ formula, score, outsideElements }) => {
        return formula !== null && score === null && outsideElements.length === 0
      })
    },
  )

  return {
    state: computed(() =>
      scoringState({
        isBeginning: isBeginning.value,
        jobs: followed.value,
        failure: failure.value,
        isMissing: unscored.isStale.value ? null : (unscored.answer.value?.value ?? null),
      }),
    ),
    start: () => void begin('person'),
    cancel: job => void jobs.cancel(job),
    resume: job => void jobs.resume(job),
  }
}
