import { computed, onUnmounted, type Ref, watch } from 'vue'
import type { Answered, LazyAnswers } from './lazy-answers.ts'

/** The answer that a cell shows; wanted as long as the cell shows its row. */
export function useLazyAnswer<Answer>(
  answers: LazyAnswers<Answer>,
  question: () => string,
): Readonly<Ref<Answered<Answer> | undefined>> {
  let release: (() => void) | undefined
  watch(
    question,
    now => {
      const before = release
      release = answers.want(now)
      before?.()
    },
    { immediate: true },
  )
  onUnmounted(() => release?.())
  return computed(() => answers.of(question()))
}
