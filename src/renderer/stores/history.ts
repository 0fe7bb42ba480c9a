import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { HistoryState } from '../../contract/index.ts'
import { useHost } from '../host/index.ts'
import { words } from '../messages/index.ts'
import { failureText } from '../shell/failure.ts'
import { dismissNotice, type NoticeTone, notify } from '../shell/notices.ts'

/** What can be undone and redone of the library's changes, and how the user is told of them. */
export const useHistoryStore = defineStore('history', () => {
  const host = useHost()
  const state = shallowRef<HistoryState>({ undo: null, redo: null })
  /** The notice that offers to take a step back, or to take it again. */
  let offer: { readonly notice: number; readonly step: number } | null = null

  host.listen('library', () => void load())
  host.onState(connection => {
    if (connection === 'connected') void load()
  })

  async function load(): Promise<void> {
    become(await host.call('history.state', {}))
  }

  function become(now: HistoryState): void {
    state.value = now
    // Once another step was taken, the button of the notice would only be refused.
    if (offer !== null && now.undo !== null && now.undo.step > offer.step) dismissNotice(offer.notice)
  }

  /** Says what was done, with the one button that takes it back; what was said before is no longer the last. */
  function say(tone: NoticeTone, text: string, step: number, label: string, run: () => void): void {
    if (offer !== null) dismissNotice(offer.notice)
    offer = { notice: notify({ tone, text, action: { label, run } }), step }
  }

  /** Undoes a step if it is still the last one, or without a number whichever is, and says so. */
  async function undo(step: number | null = null): Promise<void> {
    const { undone, redo: label } = words.library.history
    if (step !== null && state.value.undo?.step !== step) await load()
    const taken = state.value.undo
    if (taken === null || !(await move('history.undo', step))) return
    say('plain', undone(taken.what), taken.step, label, () => void redo(taken.step))
  }

  /** Does again what was undone last, and says so. */
  async function redo(step: number | null = null): Promise<void> {
    const { redone, undo: label } = words.library.history
    if (step !== null && state.value.redo?.step !== step) await load()
    const taken = state.value.redo
    if (taken === null || !(await move('history.redo', step))) return
    say('plain', redone(taken.what), taken.step, label, () => void undo(taken.step))
  }

  /** False, and told why, where the step could not be taken: another one has passed it. */
  async function move(method: 'history.undo' | 'history.redo', step: number | null): Promise<boolean> {
    try {
      become(await host.call(method, { step }))
      return true
    } catch (error) {
      notify({ tone: 'warning', text: failureText(error) })
      return false
    }
  }

  return {
    state,
    undo: () => undo(),
    redo: () => redo(),
    /** Tells of a change, with a button that takes it back; a change of nothing has no step and is not told. */
    tell(text: string, step: number | null, tone: 'good' | 'warning' = 'good'): void {
      if (step !== null) say(tone, text, step, words.library.history.undo, () => void undo(step))
    },
  }
})
