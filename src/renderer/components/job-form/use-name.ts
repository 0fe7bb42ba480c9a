import { computed, type Ref, reactive } from 'vue'
import { freeName, isTaken } from './names.ts'

/** What the work of a form, or what comes of it, is to be called. */
export interface ChosenName {
  /** As it stands in the field. */
  text: string
  readonly isMissing: boolean
  readonly isTaken: boolean
}

/** A name that is typed, and until then one that is free: the `number`th of those that are made of a source. */
export function useName(
  typed: Ref<string | null>,
  source: () => string,
  nameOf: (source: string, number: number) => string,
  taken: () => readonly string[],
): ChosenName {
  const text = computed({
    get() {
      const from = source()
      if (typed.value !== null) return typed.value
      return from === '' ? '' : freeName(number => nameOf(from, number), taken())
    },
    set(name: string) {
      typed.value = name
    },
  })
  return reactive({
    text,
    isMissing: computed(() => text.value.trim() === ''),
    isTaken: computed(() => isTaken(text.value, taken())),
  })
}
