import { computed, reactive } from 'vue'
import { useLatest } from '../../host/use-latest.ts'
import { useListsStore } from '../../stores/lists.ts'
import { useSettled } from './use-settled.ts'

/** What the chosen data come to. */
export interface Counting<Counts> {
  /** The last there were; null before the first, and where nothing is chosen. */
  readonly counts: Counts | null
  /** Whether what is chosen now is still being counted. */
  readonly isCounting: boolean
  /** Why it cannot be counted; null where it can. */
  readonly failure: unknown
}

/** How long the work takes. */
export interface Measuring<Estimate> {
  readonly estimate: Estimate | null
  readonly isMeasuring: boolean
  readonly failure: unknown
}

/** Counts what the chosen data come to, once a choice has stood still for a moment and whenever the lists change. */
export function useCounting<Data, Counts>(
  data: () => Data | null,
  count: (data: Data, options: { readonly signal: AbortSignal }) => Promise<Counts>,
): Counting<Counts> {
  const lists = useListsStore()
  const chosen = computed(() => {
    const now = data()
    return now === null ? null : { data: now, revision: lists.revision }
  })
  const settled = useSettled(chosen)
  const counting = useLatest(
    () => settled.value,
    JSON.stringify,
    ({ data }, signal) => count(data, { signal }),
  )
  const counts = computed(() => counting.answer.value?.value ?? null)
  return reactive({
    counts,
    isCounting: computed(
      () =>
        chosen.value !== null &&
        (counting.isStale.value ||
          chosen.value !== settled.value ||
          (counts.value === null && counting.failure.value === null)),
    ),
    failure: counting.failure,
  }) as Counting<Counts>
}

/** Measures how long the work takes; a question comes of choices that stand still and of their counts. */
export function useMeasuring<Question, Estimate>(
  question: () => Question | null,
  measure: (question: Question, options: { readonly signal: AbortSignal }) => Promise<Estimate>,
): Measuring<Estimate> {
  const measuring = useLatest(question, JSON.stringify, (asked, signal) => measure(asked, { signal }))
  return reactive({
    estimate: computed(() => measuring.answer.value?.value ?? null),
    isMeasuring: computed(() => measuring.isStale.value || measuring.answer.value === null),
    failure: measuring.failure,
  }) as Measuring<Estimate>
}
