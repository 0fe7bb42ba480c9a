import { type ComputedRef, computed, shallowReactive, watch } from 'vue'
import type { QuantileDistribution } from '../../../../domain/statistics/index.ts'
import { useHost } from '../../../host/index.ts'
import { reportFailure } from '../../../shell/failure.ts'
import { useModelsStore } from '../../../stores/models.ts'

/** Scores of a model's held-out positives, and how many there are. */
export interface Reference {
  readonly distribution: QuantileDistribution
  readonly compounds: number
}

/** The reference of a model; null until it is there. */
export function useReference(model: () => string | null): ComputedRef<Reference | null> {
  const host = useHost()
  const store = useModelsStore()
  const known = shallowReactive(new Map<string, Reference>())

  watch(
    [model, () => store.all],
    async ([id]) => {
      if (id === null) return
      try {
        const { scoreQuantiles, heldOutPositives } = await host.call('models.details', { model: id })
        known.set(id, { distribution: { quantiles: scoreQuantiles }, compounds: heldOutPositives })
      } catch (error) {
        reportFailure(error)
      }
    },
    { immediate: true },
  )
  return computed(() => {
    const id = model()
    return id === null ? null : (known.get(id) ?? null)
  })
}
