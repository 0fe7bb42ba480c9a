import { ref, watch } from 'vue'

const KEPT = 'anomalite.ranking-charts'

/** Whether the charts stand beside the table: kept from one start to the next. */
export const chartsShown = ref<'shown' | 'hidden'>(
  localStorage.getItem(KEPT) === 'hidden' ? 'hidden' : 'shown',
)

watch(chartsShown, now => localStorage.setItem(KEPT, now))
