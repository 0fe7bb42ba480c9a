/** Digits that whole numbers in texts are padded to. */
const DIGITS = 12

/** What texts are put in order by, as code units: in any case, and numbers in them by their value: `mp-149` before `mp-1000`. */
export function orderKey(text: string): string {
  return text.toLowerCase().replaceAll(/\d+/g, number => number.padStart(DIGITS, '0'))
}
