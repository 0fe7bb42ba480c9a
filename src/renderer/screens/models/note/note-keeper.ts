/** Where what is typed stands until the host has it: it outlasts the page. */
export type NoteDrafts = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

export type NoteState = 'kept' | 'keeping' | 'failed'

export interface NoteKeeperParts {
  readonly model: string
  readonly drafts: NoteDrafts
  /** Has the host keep a text; resolves with it as it is kept. */
  keep(text: string): Promise<string>
  onState(state: NoteState, error: unknown): void
}

/**
 * Keeps the note on one model as it is typed. What the host does not have yet stands among the drafts, so that neither a
 * reload nor a second window's click loses it; texts go to the host one after the other, the last one last.
 */
export function noteKeeper({ model, drafts, keep, onState }: NoteKeeperParts) {
  const key = `anomalite.note.${model}`
  let sending: Promise<void> | null = null

  async function send(): Promise<void> {
    for (let text = drafts.getItem(key); text !== null; ) {
      onState('keeping', null)
      await keep(text)
      const typed = drafts.getItem(key)
      if (typed === text) drafts.removeItem(key)
      text = typed === text ? null : typed
    }
    onState('kept', null)
  }

  return {
    /** What was typed and is not kept yet; null for nothing. */
    draft: () => drafts.getItem(key),
    type: (text: string) => drafts.setItem(key, text),
    /** Has the host keep what was typed; a failure leaves it among the drafts. */
    flush(): Promise<void> {
      if (drafts.getItem(key) === null) return Promise.resolve()
      sending ??= send()
        .catch(error => onState('failed', error))
        .finally(() => {
          sending = null
        })
      return sending
    },
  }
}
