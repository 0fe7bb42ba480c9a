import { defineStore } from 'pinia'
import { ref } from 'vue'

/** How the fit that is being put together is judged; its name and data are chosen as those of a training are. */
export const useFitDraft = defineStore('fit-draft', () => ({
  seed: ref(42),
  holdsSystemsOut: ref(false),
}))
