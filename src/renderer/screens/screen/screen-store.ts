import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { type ScreeningChoice, screeningChoice } from '../../../contract/index.ts'
import type { SearchSpec } from '../../../domain/candidates/index.ts'
import { redo, startHistory, takeStep, undo } from '../../stores/step-history.ts'
import { withSearch } from './editing/choice.ts'
import { presetChoice } from './editing/presets.ts'
import { placesOf, type RolePlace } from './editing/role-place.ts'

const CHOICE = 'anomalite.screening'
const SHOWN_JOB = 'anomalite.screening-job'

/** The search at hand and the way back from it. It outlives the screen, a reload and a restart. */
export const useScreenStore = defineStore('screen', () => {
  const history = shallowRef(startHistory(lastChoice()))
  const choice = computed(() => history.value.present)
  const wanted = ref<RolePlace>(0)
  /** The search whose progress or end is shown; null after it was dismissed. */
  const shownJob = ref(lastJob())

  /** The role that the table edits; the first where the one wanted is gone. */
  const place = computed<RolePlace>(() => {
    const places = placesOf(choice.value.search)
    return places.includes(wanted.value) ? wanted.value : (places[0] ?? 0)
  })

  watch(choice, now => localStorage.setItem(CHOICE, JSON.stringify(now)))
  watch(shownJob, id => localStorage.setItem(SHOWN_JOB, JSON.stringify(id)))

  /** `kind` joins steps of one breath, as in typing. */
  function change(next: ScreeningChoice, kind: string | null = null): void {
    if (next === choice.value) return
    history.value = takeStep(history.value, next, kind, performance.now())
  }

  return {
    choice,
    place,
    shownJob,
    change,
    changeSearch: (search: SearchSpec, kind: string | null = null) =>
      change(withSearch(choice.value, search), kind),
    goTo: (next: RolePlace) => {
      wanted.value = next
    },
    show: (job: number | null) => {
      shownJob.value = job
    },
    undo: () => {
      history.value = undo(history.value)
    },
    redo: () => {
      history.value = redo(history.value)
    },
  }
})

function lastChoice(): ScreeningChoice {
  const read = screeningChoice.safeParse(stored(CHOICE))
  return read.success ? read.data : presetChoice('neutral-oxides')
}

function lastJob(): number | null {
  const id = stored(SHOWN_JOB)
  return typeof id === 'number' ? id : null
}

function stored(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null')
  } catch {
    return null
  }
}
