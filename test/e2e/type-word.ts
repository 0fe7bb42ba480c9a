import type { Page } from 'playwright'

/** Types a word in one breath: no pause between its letters, however slow the machine. */
export async function typeWord(page: Page, word: string): Promise<void> {
  await Promise.all(Array.from(word, letter => page.keyboard.press(letter)))
}
