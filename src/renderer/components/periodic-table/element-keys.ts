/** What a key is for on the periodic table. Enter and Space click on an element by themselves. */
export type ElementPurpose = 'move' | 'ends' | 'more' | 'less' | 'remove'

export interface ElementKey {
  readonly purpose: ElementPurpose
  /** `KeyboardEvent.key`. */
  readonly key: string
}

/** All keys of the periodic table but letters and digits: what the cheat sheet shows is what works. */
export const ELEMENT_KEYS: readonly ElementKey[] = [
  { purpose: 'move', key: 'ArrowUp' },
  { purpose: 'move', key: 'ArrowDown' },
  { purpose: 'move', key: 'ArrowLeft' },
  { purpose: 'move', key: 'ArrowRight' },
  { purpose: 'ends', key: 'Home' },
  { purpose: 'ends', key: 'End' },
  { purpose: 'more', key: '+' },
  { purpose: 'less', key: '−' },
  { purpose: 'less', key: '-' },
  { purpose: 'remove', key: 'Delete' },
  { purpose: 'remove', key: 'Backspace' },
]

/** What a key is for; null for one that is for nothing or a character. */
export function elementPurposeOf(key: string): ElementPurpose | null {
  return ELEMENT_KEYS.find(known => known.key === key)?.purpose ?? null
}
