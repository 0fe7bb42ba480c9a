import { onScopeDispose, type Ref, ref, shallowRef, watch } from 'vue'
import type { Input, Output } from '../../../../contract/index.ts'
import { useHost } from '../../../host/index.ts'

export type PairQuestion = Input<'retraining.compare'>

/** A comparison of two models that is computed when it is asked for. */
export interface PairComparison {
  readonly state: Readonly<Ref<'idle' | 'running' | 'done' | 'failed'>>
  /** Fraction of the scores that are there. */
  readonly progress: Readonly<Ref<number>>
  readonly result: Readonly<Ref<Output<'retraining.compare'> | null>>
  readonly failure: Readonly<Ref<unknown>>
  /** Compares what is asked, anew. */
  start(): void
  /** Gives up what is under way. */
  cancel(): void
}

/** Begins with every question, and gives up the one before; ends with the component that uses it. */
export function usePairComparison(question: () => PairQuestion | null): PairComparison {
  const host = useHost()
  const state = ref<'idle' | 'running' | 'done' | 'failed'>('idle')
  const progress = ref(0)
  const result = shallowRef<Output<'retraining.compare'> | null>(null)
  const failure = shallowRef<unknown>(null)
  let underWay: AbortController | null = null

  function cancel(): void {
    underWay?.abort(new DOMException('The comparison was given up.', 'AbortError'))
    underWay = null
    if (state.value === 'running') state.value = 'idle'
  }

  async function compare(asked: PairQuestion): Promise<void> {
    const control = new AbortController()
    underWay = control
    state.value = 'running'
    progress.value = 0
    result.value = null
    failure.value = null
    try {
      const compared = await host.call('retraining.compare', asked, { signal: control.signal })
      if (underWay !== control) return
      result.value = compared
      state.value = 'done'
    } catch (error) {
      if (underWay !== control) return
      failure.value = error
      state.value = 'failed'
    }
  }

  function start(): void {
    cancel()
    const asked = question()
    if (asked !== null) void compare(asked)
  }

  const stopListening = host.listen('comparing', ({ older, newer, progress: reached }) => {
    const asked = question()
    if (asked?.older === older && asked.newer === newer) progress.value = reached
  })
  watch(() => JSON.stringify(question()), start, { immediate: true })
  onScopeDispose(() => {
    stopListening()
    cancel()
  })
  return { state, progress, result, failure, start, cancel }
}
