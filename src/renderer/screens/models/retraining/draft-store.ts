import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { RetrainingData, RetrainingSettingsChoice } from '../../../../contract/index.ts'
import { useHost } from '../../../host/index.ts'
import { useModelsStore } from '../../../stores/models.ts'
import { useChosenLists } from '../training/chosen-lists.ts'
import { useDraftSettings } from '../training/draft-settings.ts'

type Start = RetrainingData['start']
type Folds = NonNullable<RetrainingData['folds']>

/** The retraining that is being put together; kept while other screens are looked at. */
export const useRetrainingDraft = defineStore('retraining-draft', () => {
  const host = useHost()
  const models = useModelsStore()

  const parent = ref<string | null>(null)
  const start = ref<Start>('warm')
  /** What is usual depends on the parent and the start. */
  const { usual, settings, begin: takeUsual, change, reset } = useDraftSettings<RetrainingSettingsChoice>()
  const { eligible, chosen, choose } = useChosenLists()
  /** Null until somebody types one: then a name is suggested. */
  const name = ref<string | null>(null)
  const attribution = ref('')
  const weights = shallowRef<ReadonlyMap<number, number>>(new Map())
  const limit = ref(0.01)
  /** Null: as many as suit the lists. */
  const replay = ref<number | null>(null)
  const heldOutShare = ref(0.3)
  const foldsBy = ref<Folds['by'] | 'none'>('none')
  const foldCount = ref(5)
  const foldRepeats = ref(3)
  /** Null: the parent's. */
  const ownSeed = ref<number | null>(null)

  const seed = computed(
    () => ownSeed.value ?? models.rmse.find(({ id }) => id === parent.value)?.seed ?? null,
  )
  /** Each fold from scratch would be a whole training. */
  const folds = computed<Folds | null>(() =>
    foldsBy.value === 'none' || start.value === 'scratch'
      ? null
      : { by: foldsBy.value, folds: foldCount.value, repeats: foldRepeats.value },
  )
  const data = computed<RetrainingData | null>(() =>
    parent.value === null || seed.value === null || chosen.value.length === 0
      ? null
      : {
          parent: parent.value,
          lists: chosen.value.map(list => ({ list, weight: weightOf(list) })),
          maxEnergyAboveHullEvPerAtom: limit.value,
          start: start.value,
          replay: replay.value,
          heldOutShare: heldOutShare.value,
          folds: folds.value,
          seed: seed.value,
        },
  )

  const weightOf = (list: number) => weights.value.get(list) ?? 1

  async function loadUsual(): Promise<void> {
    const asked = { parent: parent.value, start: start.value }
    if (asked.parent === null) return
    const told = await host.call('retraining.defaults', { parent: asked.parent, start: asked.start })
    if (asked.parent !== parent.value || asked.start !== start.value) return
    takeUsual(told)
  }

  return {
    parent,
    start,
    usual,
    settings,
    name,
    attribution,
    limit,
    replay,
    heldOutShare,
    foldsBy,
    foldCount,
    foldRepeats,
    seed,
    eligible,
    chosen,
    folds,
    data,
    weightOf,
    /** Begins with a model; what was chosen for another's stays but for the settings that are its own. */
    begin: async (model: string) => {
      if (model === parent.value && settings.value !== null) return
      parent.value = model
      ownSeed.value = null
      name.value = null
      await loadUsual()
    },
    setStart: async (wanted: Start) => {
      start.value = wanted
      await loadUsual()
    },
    choose,
    weigh: (list: number, weight: number) => {
      weights.value = new Map(weights.value).set(list, weight)
    },
    change,
    setSeed: (value: number) => {
      ownSeed.value = value
    },
    /** How it trains as is usual again; the engine stays. */
    reset: () => {
      reset()
      replay.value = null
      ownSeed.value = null
    },
    /** After a start: the next one is another model. */
    begun: () => {
      name.value = null
    },
  }
})
