import { onScopeDispose, type Ref, shallowRef, watch } from 'vue'

/** A choice counts as made when it has stood so long: not every keystroke is counted, or measured. */
const SETTLED_MS = 300

/** A choice as it was when it last stood still for a moment. */
export function useSettled<Choice>(choice: Readonly<Ref<Choice>>): Readonly<Ref<Choice>> {
  const settled = shallowRef(choice.value)
  let timer = 0
  watch(choice, now => {
    clearTimeout(timer)
    timer = window.setTimeout(() => {
      settled.value = now
    }, SETTLED_MS)
  })
  onScopeDispose(() => clearTimeout(timer))
  return settled
}
