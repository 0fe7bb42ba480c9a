import { computed, onUnmounted, type Ref, shallowRef, watch } from 'vue'
import { useListsStore } from '../../stores/lists.ts'

/** An answer from the library to the present question, given anew when the library changes. */
export interface LibraryAnswer<Question, Answer> {
  /** The last answer and its question; stays while the next is awaited. Null before the first, and when nothing is asked. */
  readonly answer: Readonly<Ref<{ readonly question: Question; readonly value: Answer } | null>>
  /** What shows belongs to an earlier question. */
  readonly isStale: Readonly<Ref<boolean>>
  /** Why the question has no answer; null when nothing is wrong. */
  readonly failure: Readonly<Ref<unknown>>
  again(): void
}

/** While the library keeps changing, as it does when lists are scored, answers come no faster, in milliseconds. */
const PAUSE_MS = 1000

/** Questions are compared by what they hold. @param question null where there is nothing to ask */
export function useLibraryAnswer<Question, Answer>(
  question: () => Question | null,
  ask: (question: Question, signal: AbortSignal) => Promise<Answer>,
): LibraryAnswer<Question, Answer> {
  const lists = useListsStore()
  const answer = shallowRef<{ question: Question; value: Answer } | null>(null)
  const failure = shallowRef<unknown>(null)
  const wanted = computed(question)
  const key = computed(() => keyOf(wanted.value))
  let request: AbortController | null = null
  let isOutdated = false
  let answeredAt = Number.NEGATIVE_INFINITY
  let pause: ReturnType<typeof setTimeout> | undefined

  async function again(): Promise<void> {
    request?.abort()
    clearTimeout(pause)
    pause = undefined
    const asked = wanted.value
    if (asked === null) {
      request = null
      answer.value = null
      failure.value = null
      return
    }
    const control = new AbortController()
    request = control
    isOutdated = false
    try {
      const value = await ask(asked, control.signal)
      if (control.signal.aborted) return
      answer.value = { question: asked, value }
      failure.value = null
    } catch (error) {
      if (control.signal.aborted) return
      failure.value = error
    }
    request = null
    answeredAt = performance.now()
    if (isOutdated) renew()
  }

  /** The library has changed. An answer under way is awaited: changes may come faster, and none would ever be seen. */
  function renew(): void {
    if (request !== null) isOutdated = true
    else pause ??= setTimeout(again, Math.max(0, answeredAt + PAUSE_MS - performance.now()))
  }

  watch(key, again, { immediate: true })
  watch(() => lists.revision, renew)
  onUnmounted(() => {
    request?.abort()
    clearTimeout(pause)
  })

  return {
    answer,
    isStale: computed(() => answer.value !== null && keyOf(answer.value.question) !== key.value),
    failure,
    again: () => void again(),
  }
}

function keyOf(question: unknown): string {
  return JSON.stringify(question)
}
