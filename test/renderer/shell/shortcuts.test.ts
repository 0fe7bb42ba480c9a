import { describe, expect, test } from 'vitest'
import {
  chordKeys,
  type KeyPress,
  SHORTCUTS,
  type ShortcutId,
  shortcutOf,
} from '../../../src/renderer/shell/shortcuts.ts'

/** `Ctrl+Shift+z`; the last part is the character, or a digit. */
function press(keys: string): KeyPress {
  const parts = keys.split('+')
  const key = parts.at(-1)!
  return {
    key,
    code: /\d/.test(key) ? `Digit${key}` : `Key${key.toUpperCase()}`,
    ctrlKey: parts.includes('Ctrl'),
    metaKey: parts.includes('Meta'),
    shiftKey: parts.includes('Shift'),
    altKey: parts.includes('Alt'),
  }
}

describe('elsewhere than in a text field', () => {
  test.each<[string, ShortcutId | null]>([
    ['Ctrl+1', 'go-compose'],
    ['Alt+3', 'go-library'],
    ['Ctrl+8', null],
    ['1', null],
    ['Ctrl+z', 'undo'],
    // With Shift the character is a capital.
    ['Ctrl+Shift+Z', 'redo'],
    ['Ctrl+y', 'redo'],
    ['Ctrl+Alt+z', null],
    ['z', null],
    ['Ctrl+k', 'search'],
    ['/', 'search'],
    // Where / is a shifted key.
    ['Shift+/', 'search'],
    ['Shift+?', 'cheat-sheet'],
    ['Meta+z', null],
  ])('%s means %s', (keys, id) => {
    expect(shortcutOf(press(keys), 'elsewhere', 'other')).toBe(id)
  })
})

test('a text field keeps its letters and its own undo', () => {
  for (const keys of ['/', 'Shift+?', 'Ctrl+z', 'Ctrl+Shift+Z'])
    expect(shortcutOf(press(keys), 'field', 'other')).toBeNull()
  expect(shortcutOf(press('Ctrl+k'), 'field', 'other')).toBe('search')
  expect(shortcutOf(press('Ctrl+2'), 'field', 'other')).toBe('go-screen')
})

test('on a Mac Command takes the place of Ctrl', () => {
  expect(shortcutOf(press('Meta+z'), 'elsewhere', 'mac')).toBe('undo')
  expect(shortcutOf(press('Ctrl+z'), 'elsewhere', 'mac')).toBeNull()
  expect(chordKeys({ mod: true, shift: true, key: 'z' }, 'mac')).toEqual(['⌘', '⇧', 'Z'])
  expect(chordKeys({ mod: true, key: 'Digit1' }, 'other')).toEqual(['Ctrl', '1'])
})

test('no two shortcuts share keys', () => {
  const keys = SHORTCUTS.flatMap(({ chords }) => chords.map(chord => chordKeys(chord, 'other').join('+')))
  expect(new Set(keys).size).toBe(keys.length)
})
