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

  async function again(): Promise<void> {
    request?.abort()
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
    if (isOutdated) void again()
  }

  watch(key, again, { immediate: true })
  // Scores arrive faster than answers: an answer under way is awaited, or none would ever be seen.
  watch(
    () => lists.revision,
    () => {
      if (request === null) void again()
      else isOutdated = true
    },
  )
  onUnmounted(() => request?.abort())

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
