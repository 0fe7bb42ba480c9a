import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { ModelDetails, ModelSummary, Output } from '../../contract/index.ts'
import { useHost } from '../host/index.ts'

/** The models there are, and the one in use. */
export const useModelsStore = defineStore('models', () => {
  const host = useHost()
  const models = shallowRef<readonly ModelSummary[]>([])
  const broken = shallowRef<Output<'models.all'>['broken']>([])
  const isLoaded = ref(false)
  /** Details of the active model, its reference distribution among them; null until they are there. */
  const activeDetails = shallowRef<ModelDetails | null>(null)
  const active = computed(() => models.value.find(model => model.isActive) ?? null)

  host.listen('models', () => void load())
  host.onState(state => {
    if (state === 'connected') void load()
  })

  async function load(): Promise<void> {
    const shelf = await host.call('models.all', {})
    models.value = shelf.models
    broken.value = shelf.broken
    isLoaded.value = true
    const id = active.value?.id
    activeDetails.value = id === undefined ? null : await host.call('models.details', { model: id })
  }

  return {
    models,
    /** Whether the models are known; before that there seem to be none. */
    isLoaded,
    broken,
    active,
    activeDetails,
    activate: (model: string) => host.call('models.activate', { model }),
  }
})
