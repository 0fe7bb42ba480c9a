import { computed, type Ref, shallowRef, watch } from 'vue'
import type { Output } from '../../../../contract/index.ts'
import { type Colouring, electronegativityColouring } from '../../../components/periodic-table/index.ts'
import { useHost } from '../../../host/index.ts'
import { formatCount, formatRmse, words } from '../../../messages/index.ts'
import { useModelsStore } from '../../../stores/models.ts'
import { useProgramStore } from '../../../stores/program.ts'

/** What the periodic table can be coloured by; what the model tells comes once the host has told it. */
export function useColourings(): Readonly<Ref<readonly Colouring[]>> {
  const host = useHost()
  const models = useModelsStore()
  const program = useProgramStore()
  const elements = shallowRef<Output<'models.elements'>>([])

  watch(
    [() => models.active?.id, () => program.connection],
    async ([id, connection]) => {
      if (connection !== 'connected') return
      elements.value = id === undefined ? [] : await host.call('models.elements', { model: id })
    },
    { immediate: true },
  )
  // Medians are worked out in the background; the host says so by the same event as for other news of models.
  host.listen('models', async () => {
    if (models.active !== null)
      elements.value = await host.call('models.elements', { model: models.active.id })
  })

  return computed(() => {
    const labels = words.compose.table.colourings
    const counted = elements.value.filter(({ compositions }) => compositions > 0)
    const medians = elements.value.flatMap(({ element, medianRmse }) =>
      medianRmse === null ? [] : [[element, medianRmse] as const],
    )
    return [
      { id: 'block', kind: 'block', label: labels.block },
      electronegativityColouring(labels.electronegativity),
      {
        id: 'count',
        kind: 'values',
        label: labels.count,
        values: new Map(counted.map(({ element, compositions }) => [element, compositions])),
        scale: 'amount',
        spacing: 'log',
        format: formatCount,
      },
      {
        id: 'rmse',
        kind: 'values',
        label: labels.rmse,
        values: new Map(medians),
        scale: 'rmse',
        spacing: 'linear',
        format: formatRmse,
      },
    ]
  })
}
