import { computed, onScopeDispose, type Ref, shallowRef, watch } from 'vue'

/** The latest answer to a question that changes. */
export interface Latest<Question, Answer> {
  /** The last answer and the question it was given to; stays while the next is awaited. Null when nothing is asked. */
  readonly answer: Readonly<Ref<{ readonly question: Question; readonly value: Answer } | null>>
  /** Whether what is shown answers an earlier question than the present one. */
  readonly isStale: Readonly<Ref<boolean>>
  /** Why the present question has no answer; null while it is awaited or when it has one. */
  readonly failure: Readonly<Ref<unknown>>
  /** Asks the present question once more. */
  again(): void
  /** Resolves when the present question has its answer or its failure; at once when it has. */
  settled(): Promise<void>
}

/**
 * Asks whenever the question changes and gives up what was asked before, so that an answer never comes after that
 * of a later question. Questions are compared by `key`; the last is given up with the scope it was asked in.
 */
export function useLatest<Question, Answer>(
  question: () => Question | null,
  key: (question: Question) => string,
  ask: (question: Question, signal: AbortSignal) => Promise<Answer>,
): Latest<Question, Answer> {
  const answer = shallowRef<{ question: Question; value: Answer } | null>(null)
  const failure = shallowRef<unknown>(null)
  const keyNow = computed(() => {
    const now = question()
    return now === null ? null : key(now)
  })
  const isStale = computed(
    () => keyNow.value !== null && answer.value !== null && key(answer.value.question) !== keyNow.value,
  )
  let underWay: AbortController | null = null
  let last: Promise<void> | null = null

  async function askNow(): Promise<void> {
    underWay?.abort(new DOMException('A later question was asked.', 'AbortError'))
    failure.value = null
    const asked = question()
    if (asked === null) {
      underWay = null
      answer.value = null
      return
    }
    const controller = new AbortController()
    underWay = controller
    try {
      const value = await ask(asked, controller.signal)
      if (underWay === controller) answer.value = { question: asked, value }
    } catch (error) {
      if (underWay === controller) failure.value = error
    }
  }

  function again(): void {
    last = askNow()
  }

  async function settled(): Promise<void> {
    // Another question may be asked while this one is awaited.
    for (let awaited: Promise<void> | null = null; awaited !== last; await awaited) awaited = last
  }

  onScopeDispose(() => {
    underWay?.abort(new DOMException('Nobody waits for the answer.', 'AbortError'))
    underWay = null
  }, true)
  watch(keyNow, again, { immediate: true, flush: 'sync' })
  return { answer, isStale, failure, again, settled }
}
