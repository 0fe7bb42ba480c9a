import { computed, onUnmounted, type Ref, watch } from 'vue'
import type { Answered, LazyAnswers } from './lazy-answers.ts'

/** The answer that a cell shows; wanted as long as the cell shows its row. @param question null where nothing is asked */
export function useLazyAnswer<Answer>(
  answers: () => LazyAnswers<Answer>,
  question: () => string | null,
): Readonly<Ref<Answered<Answer> | undefined>> {
  let release: (() => void) | undefined
  watch(
    [answers, question] as const,
    ([asked, now]) => {
      const before = release
      release = now === null ? undefined : asked.want(now)
      before?.()
    },
    { immediate: true },
  )
  onUnmounted(() => release?.())
  return computed(() => {
    const now = question()
    return now === null ? undefined : answers().of(now)
  })
}
