import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { redo, startHistory, takeStep, undo } from '../../stores/step-history.ts'
import * as editing from './editing/composed.ts'
import { type Recent, readRecents, recentOf, withRecent } from './recent.ts'

const RECENTS = 'anomalite.recent-compositions'
const COMPOSING = 'anomalite.composing'

/** A composition counts as worked on when it has stood so long, in milliseconds. */
const WORKED_ON = 2500

/** The composition at hand and the way back from it. It outlives the screen, a reload and a restart. */
export const useComposeStore = defineStore('compose', () => {
  const history = shallowRef(startHistory(lastComposed()))
  const recents = shallowRef<readonly Recent[]>(readRecents(localStorage.getItem(RECENTS)))
  const colouring = ref('block')
  const explained = ref<'stability' | 'rmse'>('stability')
  const composed = computed(() => history.value.present)

  function change(next: editing.Composed, kind: string | null): void {
    if (next === composed.value) return
    history.value = takeStep(history.value, next, kind, performance.now())
  }

  let standing = 0
  watch(composed, now => {
    localStorage.setItem(
      COMPOSING,
      JSON.stringify([{ text: now.text, letters: now.letters, states: now.states }]),
    )
    clearTimeout(standing)
    standing = window.setTimeout(remember, WORKED_ON)
  })

  function remember(): void {
    recents.value = withRecent(recents.value, composed.value)
    localStorage.setItem(RECENTS, JSON.stringify(recents.value))
  }

  /** Composes another formula; what was chosen for it before comes back with it. */
  function open(text: string): void {
    remember()
    const opened = editing.openFormula(text)
    const known = recentOf(recents.value, opened)
    change(known === null ? opened : editing.openFormula(text, known.letters, known.states), null)
  }

  return {
    composed,
    recents,
    /** Id of the periodic table's colouring. */
    colouring,
    /** The score whose reasons are shown. */
    explained,
    canUndo: computed(() => history.value.past.length > 0),
    canRedo: computed(() => history.value.future.length > 0),
    open,
    /** Composes something remembered, with its letters and states. */
    reopen: ({ text, letters, states }: Recent) => {
      remember()
      change(editing.openFormula(text, letters, states), null)
    },
    write: (text: string) => change(editing.writeText(composed.value, text), 'typing'),
    setLetter: (letter: string, value: number | null) =>
      change(editing.setLetter(composed.value, letter, value), `letter ${letter}`),
    addAtom: (symbol: string) => change(editing.addAtom(composed.value, symbol), null),
    takeAtom: (symbol: string) => change(editing.takeAtom(composed.value, symbol), null),
    setAmount: (symbol: string, amount: number) =>
      change(editing.setAmount(composed.value, symbol, amount), `amount ${symbol}`),
    remove: (symbol: string) => change(editing.removeElement(composed.value, symbol), null),
    chooseStates: (symbol: string, charges: readonly number[] | null) =>
      change(editing.chooseStates(composed.value, symbol, charges), null),
    clear: () => {
      remember()
      change(editing.NOTHING_COMPOSED, null)
    },
    undo: () => {
      history.value = undo(history.value)
    },
    redo: () => {
      history.value = redo(history.value)
    },
  }
})

function lastComposed(): editing.Composed {
  const [last] = readRecents(localStorage.getItem(COMPOSING))
  return last === undefined
    ? editing.NOTHING_COMPOSED
    : editing.openFormula(last.text, last.letters, last.states)
}
