import { runShortcut } from './shortcuts.ts'

/**
 * Takes back the last step, or brings it again: of the text field that has the focus, otherwise of what is on screen.
 * For menus, which know nothing of the focus.
 */
export function undoOrRedo(which: 'undo' | 'redo'): void {
  const focused = document.activeElement
  // Chromium offers the history of a field by no other way.
  if (focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement)
    document.execCommand(which)
  else runShortcut(which)
}
