/** The longest note on a model, in characters. */
export const LONGEST_NOTE = 10_000

/** A note as it is kept: its lines end as on Unix, without white space around it; empty for none. */
export function keptNote(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').trim()
}
