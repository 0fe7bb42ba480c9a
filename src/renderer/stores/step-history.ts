/** States that undo and redo lead through. */
export interface History<State> {
  readonly past: readonly State[]
  readonly present: State
  readonly future: readonly State[]
  /** What the present came from, and when in milliseconds: steps of one kind in quick succession are one. */
  readonly last: { readonly kind: string | null; readonly at: number } | null
}

/** Steps that can be taken back. */
export const MOST_STEPS = 200

/** Two steps of the same kind closer than this, in milliseconds, are undone together. */
const ONE_BREATH = 800

export function startHistory<State>(present: State): History<State> {
  return { past: [], present, future: [], last: null }
}

/**
 * Takes a step. `kind` says what it was: steps of one kind in one breath are one, as in typing; one without a kind
 * always stands by itself.
 */
export function takeStep<State>(
  history: History<State>,
  present: State,
  kind: string | null,
  at: number,
): History<State> {
  const isSame = kind !== null && history.last?.kind === kind
  const joins = isSame && at - (history.last?.at ?? 0) < ONE_BREATH && history.past.length > 0
  const past = joins ? history.past : [...history.past, history.present].slice(-MOST_STEPS)
  return { past, present, future: [], last: { kind, at } }
}

/** The state before the last step; the same history when there is none. */
export function undo<State>(history: History<State>): History<State> {
  const before = history.past.at(-1)
  if (before === undefined) return history
  return {
    past: history.past.slice(0, -1),
    present: before,
    future: [history.present, ...history.future],
    last: null,
  }
}

/** The step that was last taken back; the same history when there is none. */
export function redo<State>(history: History<State>): History<State> {
  const [next, ...future] = history.future
  if (next === undefined) return history
  return { past: [...history.past, history.present], present: next, future, last: null }
}
