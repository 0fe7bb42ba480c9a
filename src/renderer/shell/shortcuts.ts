import { onMounted, onUnmounted } from 'vue'
import { PLACES, type Place } from '../../contract/places.ts'

/** Keys held and the key pressed. `mod` is Ctrl, or Command on a Mac. */
export interface Chord {
  readonly mod?: true
  readonly shift?: true
  readonly alt?: true
  /** `KeyboardEvent.key` in lower case, or of a digit its `code`. */
  readonly key: string
}

export type ShortcutId = `go-${Place}` | 'undo' | 'redo' | 'search' | 'cheat-sheet'
export type ShortcutGroup = 'go' | 'edit' | 'find' | 'help'

export interface Shortcut {
  readonly id: ShortcutId
  readonly group: ShortcutGroup
  readonly chords: readonly Chord[]
  /** Whether it also counts while a text field has the focus: there letters are text and undo is the field's own. */
  readonly inFields: 'yes' | 'no'
}

/** All shortcuts: what the cheat sheet shows is what works. */
export const SHORTCUTS: readonly Shortcut[] = [
  ...PLACES.map(
    (name, index): Shortcut => ({
      id: `go-${name}`,
      group: 'go',
      // A browser keeps Ctrl+digit for its tabs.
      chords: [
        { mod: true, key: `Digit${index + 1}` },
        { alt: true, key: `Digit${index + 1}` },
      ],
      inFields: 'yes',
    }),
  ),
  { id: 'undo', group: 'edit', chords: [{ mod: true, key: 'z' }], inFields: 'no' },
  {
    id: 'redo',
    group: 'edit',
    chords: [
      { mod: true, shift: true, key: 'z' },
      { mod: true, key: 'y' },
    ],
    inFields: 'no',
  },
  { id: 'search', group: 'find', chords: [{ mod: true, key: 'k' }], inFields: 'yes' },
  { id: 'search', group: 'find', chords: [{ key: '/' }], inFields: 'no' },
  { id: 'cheat-sheet', group: 'help', chords: [{ key: '?' }], inFields: 'no' },
]

/** What of a keyboard event decides. */
export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

export type Platform = 'mac' | 'other'

export const platform: Platform = /Mac|iPhone|iPad/.test(globalThis.navigator?.userAgent ?? '')
  ? 'mac'
  : 'other'

/** The shortcut that a key press means, or null. */
export function shortcutOf(press: KeyPress, focus: 'field' | 'elsewhere', on: Platform): ShortcutId | null {
  const found = SHORTCUTS.find(
    ({ chords, inFields }) =>
      (focus === 'elsewhere' || inFields === 'yes') && chords.some(chord => isChord(press, chord, on)),
  )
  return found?.id ?? null
}

function isChord(press: KeyPress, chord: Chord, on: Platform): boolean {
  const mod = on === 'mac' ? press.metaKey : press.ctrlKey
  const other = on === 'mac' ? press.ctrlKey : press.metaKey
  if (mod !== (chord.mod ?? false) || other || press.altKey !== (chord.alt ?? false)) return false
  if (chord.key.startsWith('Digit')) return press.code === chord.key && !press.shiftKey
  // Which keys give `/` and `?` differs by layout; the character says enough.
  const isSign = /^[^a-z]$/.test(chord.key)
  return press.key.toLowerCase() === chord.key && (isSign || press.shiftKey === (chord.shift ?? false))
}

const MAC_NAMES = { mod: '⌘', shift: '⇧', alt: '⌥' } as const
const OTHER_NAMES = { mod: 'Ctrl', shift: 'Shift', alt: 'Alt' } as const

/** The keys of a chord as they are labelled: `['Ctrl', 'Shift', 'Z']`. */
export function chordKeys(chord: Chord, on: Platform): readonly string[] {
  const names = on === 'mac' ? MAC_NAMES : OTHER_NAMES
  const held = (['mod', 'shift', 'alt'] as const).filter(key => chord[key]).map(key => names[key])
  return [...held, keyLabel(chord.key.replace('Digit', ''))]
}

const LABELS: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'Page ↑',
  PageDown: 'Page ↓',
  ' ': 'Space',
  Escape: 'Esc',
  ContextMenu: 'Menu',
}

/** A key by what stands on it. */
function keyLabel(key: string): string {
  return LABELS[key] ?? (key.length === 1 ? key.toUpperCase() : key)
}

const handlers = new Map<ShortcutId, (() => void)[]>()

/** Does `handler` on a shortcut while the calling component is on screen; the latest component to ask wins. */
export function onShortcut(id: ShortcutId, handler: () => void): void {
  onMounted(() => handlers.set(id, [...(handlers.get(id) ?? []), handler]))
  onUnmounted(() =>
    handlers.set(
      id,
      handlers.get(id)!.filter(other => other !== handler),
    ),
  )
}

/** Carries out a shortcut or a menu command of the same name; false when nothing on screen answers to it. */
export function runShortcut(id: ShortcutId): boolean {
  const handler = handlers.get(id)?.at(-1)
  handler?.()
  return handler !== undefined
}

/** Listens to the keyboard for all shortcuts. Once, by the shell. */
export function useShortcuts(): void {
  const onKeydown = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return
    const id = shortcutOf(event, isField(event.target) ? 'field' : 'elsewhere', platform)
    if (id !== null && runShortcut(id)) event.preventDefault()
  }
  onMounted(() => addEventListener('keydown', onKeydown))
  onUnmounted(() => removeEventListener('keydown', onKeydown))
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox], [type=radio])'))
  )
}
