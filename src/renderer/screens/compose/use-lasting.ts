import { onScopeDispose, type Ref, ref, watch } from 'vue'

/**
 * Whether something has been so for a while. What comes and goes within a keystroke changes nothing on screen then: it
 * would flicker, and be drawn twice.
 */
export function useLasting(isSo: () => boolean, whileMs: number): Readonly<Ref<boolean>> {
  const lasting = ref(false)
  let since: ReturnType<typeof setTimeout> | undefined
  watch(
    isSo,
    now => {
      clearTimeout(since)
      if (!now) lasting.value = false
      else since = setTimeout(() => (lasting.value = true), whileMs)
    },
    { immediate: true, flush: 'sync' },
  )
  onScopeDispose(() => clearTimeout(since))
  return lasting
}
