import { shallowRef } from 'vue'

/** Settings of a draft beside those that are usual; null until the host has told. */
export function useDraftSettings<Choice extends { readonly backend: string }>() {
  const usual = shallowRef<Choice | null>(null)
  const settings = shallowRef<Choice | null>(null)

  /** As is usual; the engine that was chosen stays. */
  function reset(): void {
    if (usual.value === null) return
    const { backend } = settings.value ?? usual.value
    settings.value = { ...usual.value, backend }
  }

  return {
    usual,
    settings,
    reset,
    /** Begins with what is usual. */
    begin: (told: Choice) => {
      usual.value = told
      reset()
    },
    change: (changed: Partial<Choice>) => {
      if (settings.value !== null) settings.value = { ...settings.value, ...changed }
    },
  }
}
