/** Digits typed one after another on an element: `1`, `12`, `0.5`. A pause begins a new amount. */
export interface TypedAmount {
  readonly symbol: string
  readonly text: string
  readonly at: number
}

/** Two keys further apart than this, in milliseconds, belong to different amounts. */
const PAUSE = 1200

/** What has been typed on an element after one more key, at a time in milliseconds; null when the key is no digit. */
export function typeDigit(
  before: TypedAmount | null,
  symbol: string,
  key: string,
  at: number,
): TypedAmount | null {
  if (!/^[\d.]$/.test(key)) return null
  const goesOn = before !== null && before.symbol === symbol && at - before.at < PAUSE
  const text = (goesOn ? before.text : '') + key
  return { symbol, text: /^\d*\.?\d*$/.test(text) ? text : key, at }
}

/** The amount that typed digits say so far; null for `0`, `0.` and `.`, which only begin one. */
export function amountTyped({ text }: TypedAmount): number | null {
  const amount = Number(text)
  return text !== '.' && amount > 0 ? amount : null
}
