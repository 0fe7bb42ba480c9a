const numeral = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/

/**
 * Whether a spreadsheet might take a cell of a delimited file for a formula or a command: its first visible
 * character is = + - @ or a full-width form of one, or it begins with a control character or with # (as
 * error values do, and comments of lists). Plain numerals (-0.5) may pass. Text that begins with an
 * apostrophe counts too, which is what makes the guard reversible.
 */
export function needsGuard(text: string): boolean {
  if (numeral.test(text)) return false
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  return /^(?:['#\u0000-\u001f\u007f-\u009f]|[\s\ufeff]*[=+\-@＝＋－＠])/.test(text)
}

/** Puts an apostrophe before text that needs it, so that spreadsheets keep it as text. */
export function guardText(text: string): string {
  return needsGuard(text) ? `'${text}` : text
}

/** Takes off what `guardText` put on: `unguardText(guardText(t)) === t` for every text. */
export function unguardText(text: string): string {
  return text.startsWith("'") && needsGuard(text.slice(1)) ? text.slice(1) : text
}
