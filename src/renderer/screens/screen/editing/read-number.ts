/** A number as a person types it: `50,000` is grouped, `0,5` has a decimal comma; null for what is none. */
export function readNumber(text: string): number | null {
  const trimmed = text.trim()
  const plain = /^-?\d{1,3}(,\d{3})+$/.test(trimmed) ? trimmed.replaceAll(',', '') : trimmed.replace(',', '.')
  return /^-?\d+(\.\d*)?$|^-?\.\d+$/.test(plain) ? Number(plain) : null
}
