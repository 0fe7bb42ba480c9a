import { computed, reactive, ref, shallowRef, watch } from 'vue'
import { failureText } from '../../shell/failure.ts'
import { type FormField, fieldOfFailure } from './failed-field.ts'
import type { Counting } from './use-counting.ts'

/** The start of the work that a form has put together. */
export interface JobStart {
  readonly isStarting: boolean
  /** Why the host would not begin, where no field can mend it; gone when something else is asked for. */
  readonly refusal: string | null
  start(): Promise<void>
  /** What the host said of a part of the form, at the start or as it counted. */
  wrongAt(field: FormField): string | null
}

/** Begins what is chosen by `begin`, once at a time. */
export function useJobStart(
  choice: () => unknown,
  counting: Counting<unknown>,
  begin: () => Promise<void>,
): JobStart {
  const isStarting = ref(false)
  const failure = shallowRef<unknown>(null)
  watch(choice, () => {
    failure.value = null
  })

  async function start(): Promise<void> {
    if (isStarting.value) return
    isStarting.value = true
    failure.value = null
    try {
      await begin()
    } catch (error) {
      failure.value = error
    } finally {
      isStarting.value = false
    }
  }

  function wrongAt(field: FormField): string | null {
    const told = [failure.value, counting.failure].find(known => fieldOfFailure(known) === field)
    return told === undefined ? null : failureText(told)
  }

  const refusal = computed(() =>
    failure.value === null || fieldOfFailure(failure.value) !== null ? null : failureText(failure.value),
  )
  return reactive({ isStarting, refusal, start, wrongAt })
}
