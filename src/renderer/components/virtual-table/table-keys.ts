/** What a key means to a table of rows. */
export type TableAction =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'pageUp'
  | 'pageDown'
  | 'first'
  | 'last'
  | 'toggle'
  | 'all'
  | 'none'
  | 'open'
  | 'edit'
  | 'remove'
  | 'copy'
  | 'menu'

/** What a key is for: those of one purpose stand in one line of the cheat sheet. */
export type TablePurpose =
  | 'move'
  | 'page'
  | 'ends'
  | 'toggle'
  | 'all'
  | 'none'
  | 'open'
  | 'edit'
  | 'remove'
  | 'copy'
  | 'menu'

export interface TableKey {
  readonly action: TableAction
  readonly purpose: TablePurpose
  /** `KeyboardEvent.key`. */
  readonly key: string
  /** Whether Ctrl, or Command on a Mac, must be held. */
  readonly mod?: true
}

/** All keys of a table: what the cheat sheet shows is what works. */
export const TABLE_KEYS: readonly TableKey[] = [
  { action: 'up', purpose: 'move', key: 'ArrowUp' },
  { action: 'down', purpose: 'move', key: 'ArrowDown' },
  { action: 'left', purpose: 'move', key: 'ArrowLeft' },
  { action: 'right', purpose: 'move', key: 'ArrowRight' },
  { action: 'pageUp', purpose: 'page', key: 'PageUp' },
  { action: 'pageDown', purpose: 'page', key: 'PageDown' },
  { action: 'first', purpose: 'ends', key: 'Home' },
  { action: 'last', purpose: 'ends', key: 'End' },
  { action: 'toggle', purpose: 'toggle', key: ' ' },
  { action: 'all', purpose: 'all', key: 'a', mod: true },
  { action: 'none', purpose: 'none', key: 'Escape' },
  { action: 'open', purpose: 'open', key: 'Enter' },
  { action: 'edit', purpose: 'edit', key: 'F2' },
  { action: 'remove', purpose: 'remove', key: 'Delete' },
  { action: 'copy', purpose: 'copy', key: 'c', mod: true },
  { action: 'menu', purpose: 'menu', key: 'ContextMenu' },
]

/** What a key press means; null for one that means nothing. */
export function tableActionOf({
  key,
  ctrlKey,
  metaKey,
}: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>): TableAction | null {
  const isHeld = ctrlKey || metaKey
  return TABLE_KEYS.find(known => known.key === key && (known.mod !== true || isHeld))?.action ?? null
}
