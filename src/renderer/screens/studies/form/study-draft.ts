import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { StudyAim, TrainingChoice } from '../../../../contract/index.ts'
import { SETTING_RANGES } from '../../models/training/setting-ranges.ts'
import { readWidths } from '../../models/training/widths.ts'

/** What a new study is to find out, kept while other screens are looked at; its data and settings are the training's. */
export const useStudyDraft = defineStore('study-draft', () => {
  /** Null until somebody types one: then a name is suggested. */
  const name = ref<string | null>(null)
  const trials = ref(30)
  /** The paper's ranges. */
  const batchSize = shallowRef({ least: 64, most: 1024 })
  const learningRate = shallowRef({ least: 1e-4, most: 1e-3 })
  const sizesText = ref('2, 4, 8, 16, 32')
  const repeats = ref(1)

  const latentSizes = computed(() => {
    const sizes = readWidths(sizesText.value)
    if (sizes === null || new Set(sizes).size < sizes.length) return null
    return sizes.every(size => size <= SETTING_RANGES.latentSize.most)
      ? sizes.toSorted((a, b) => a - b)
      : null
  })
  const rangesAreRight = computed(() =>
    [batchSize.value, learningRate.value].every(({ least, most }) => least <= most),
  )

  /** Null where what is typed is no aim. */
  function aimOf(kind: StudyAim['kind']): StudyAim | null {
    if (kind === 'sweep') {
      const sizes = latentSizes.value
      return sizes === null ? null : { kind, latentSizes: [...sizes], repeats: repeats.value }
    }
    if (!rangesAreRight.value) return null
    return {
      kind,
      trials: trials.value,
      batchSize: batchSize.value,
      learningRate: learningRate.value,
    }
  }

  return { name, trials, batchSize, learningRate, sizesText, latentSizes, repeats, aimOf }
})

/**
 * Settings of a trial that takes as long as the trials of a study do on the average: a search has as many steps in an
 * epoch as the mean of 1/batch over its range.
 */
export function typicalSettings(settings: TrainingChoice, aim: StudyAim | null): TrainingChoice {
  if (aim?.kind !== 'search') return settings
  const { least, most } = aim.batchSize
  const batchSize = least === most ? least : Math.round((most - least) / Math.log(most / least))
  return { ...settings, batchSize }
}
