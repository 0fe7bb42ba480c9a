import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { TrainingChoice, TrainingData } from '../../../../contract/index.ts'
import { useHost } from '../../../host/index.ts'
import { useListsStore } from '../../../stores/lists.ts'

/** The training that is being put together; kept while other screens are looked at. */
export const useTrainingDraft = defineStore('training-draft', () => {
  const host = useHost()
  const lists = useListsStore()

  /** What the paper did; null until the host has told. */
  const paper = shallowRef<TrainingChoice | null>(null)
  const settings = shallowRef<TrainingChoice | null>(null)
  /** Whether what is typed for the encoder is no list of widths; then the settings have the last that was. */
  const encoderIsWrong = ref(false)
  const name = ref('')
  const attribution = ref('')
  const chosenLists = shallowRef<readonly number[] | null>(null)
  const model = ref<string | null>(null)
  const limit = ref<number | null>(0.01)

  /** Lists that may hold positives: what a search generated holds none. */
  const eligible = computed(() => lists.all.filter(({ kind }) => kind !== 'generated'))
  /** Until somebody chooses: what is declared to be positive. */
  const chosen = computed(() => {
    const wanted =
      chosenLists.value ?? eligible.value.filter(({ kind }) => kind === 'positives').map(({ id }) => id)
    return wanted.filter(id => eligible.value.some(list => list.id === id))
  })
  const data = computed<TrainingData | null>(() =>
    chosen.value.length === 0 && model.value === null
      ? null
      : { lists: [...chosen.value], model: model.value, maxEnergyAboveHullEvPerAtom: limit.value },
  )

  async function load(): Promise<void> {
    if (paper.value !== null) return
    paper.value = await host.call('training.defaults', {})
    settings.value = paper.value
  }

  return {
    paper,
    settings,
    encoderIsWrong,
    name,
    attribution,
    model,
    limit,
    eligible,
    chosen,
    data,
    load,
    choose: (ids: readonly number[]) => {
      chosenLists.value = ids
    },
    change: (changed: Partial<TrainingChoice>) => {
      if (settings.value !== null) settings.value = { ...settings.value, ...changed }
    },
    reset: () => {
      if (paper.value === null || settings.value === null) return
      const { backend } = settings.value
      settings.value = { ...paper.value, backend }
    },
    /** After a start: the next one is another model. */
    begun: () => {
      name.value = ''
    },
  }
})
