import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { TrainingChoice, TrainingData } from '../../../../contract/index.ts'
import { useHost } from '../../../host/index.ts'
import { words } from '../../../messages/index.ts'
import { useModelsStore } from '../../../stores/models.ts'
import { useChosenLists } from './chosen-lists.ts'
import { useDraftSettings } from './draft-settings.ts'
import { USUAL_LIMIT_EV_PER_ATOM } from './setting-ranges.ts'
import { readWidths, widthsText } from './widths.ts'

/** The training that is being put together; kept while other screens are looked at. */
export const useTrainingDraft = defineStore('training-draft', () => {
  const host = useHost()
  const models = useModelsStore()
  /** What is usual is what the paper did. */
  const { usual: paper, settings, begin, change, reset } = useDraftSettings<TrainingChoice>()
  const { eligible, chosen, choose } = useChosenLists()
  /** As it is typed; where that is no list of widths the settings have the last that was. */
  const encoderText = ref('')
  const encoderIsWrong = computed(() => settings.value !== null && readWidths(encoderText.value) === null)
  /** Null until somebody types one: then a name is suggested. */
  const name = ref<string | null>(null)
  const attribution = ref('')
  const model = ref<string | null>(null)
  const limit = ref<number | null>(USUAL_LIMIT_EV_PER_ATOM)

  const data = computed<TrainingData | null>(() =>
    chosen.value.length === 0 && model.value === null
      ? null
      : { lists: [...chosen.value], model: model.value, maxEnergyAboveHullEvPerAtom: limit.value },
  )

  /** What the positives come from, in few words. */
  const source = computed(() =>
    words.training.data.sources([
      ...eligible.value.filter(({ id }) => chosen.value.includes(id)).map(list => list.name),
      ...models.all.filter(({ id }) => id === model.value).map(known => known.name),
    ]),
  )

  function typeEncoder(typed: string): void {
    encoderText.value = typed
    const encoder = readWidths(typed)
    if (encoder !== null) change({ encoder })
  }

  async function load(): Promise<void> {
    if (paper.value !== null) return
    begin(await host.call('training.defaults', {}))
    encoderText.value = widthsText(paper.value!.encoder)
  }

  return {
    paper,
    settings,
    encoderText,
    encoderIsWrong,
    typeEncoder,
    name,
    attribution,
    model,
    limit,
    eligible,
    chosen,
    choose,
    data,
    source,
    load,
    change,
    reset: () => {
      reset()
      encoderText.value = widthsText(paper.value?.encoder ?? [])
    },
    /** After a start: the next one is another model. */
    begun: () => {
      name.value = null
    },
  }
})
