/** Characters typed one after another, taken as one word until there is a pause. */
export interface TypingBuffer {
  /** Adds a character typed at a time in milliseconds; returns the word so far. */
  add(character: string, time: number): string
  /** Forgets the word: what comes next begins one. */
  clear(): void
}

export function typingBuffer(pauseMs: number): TypingBuffer {
  let word = ''
  let last = Number.NEGATIVE_INFINITY
  return {
    add(character, time) {
      word = time - last > pauseMs ? character : word + character
      last = time
      return word
    },
    clear() {
      last = Number.NEGATIVE_INFINITY
    },
  }
}
