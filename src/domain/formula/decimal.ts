/** Decimals cut or rounded after three digits or more that people write for thirds and sixths. */
const THIRDS_AND_SIXTHS = /\.(?:(3{3,})|(6{3,}|6{2,}7)|(16{2,}|16+7)|(83{2,}))$/

const SIXTHS_BY_GROUP = [2, 4, 1, 5] as const

/**
 * The value of a decimal number. Thirds and sixths written with three decimals or more (0.333, 0.6667, 0.167)
 * are taken as the fractions they stand for, so that LiNi0.333… and LiNi1/3… are one compound; two decimals
 * (0.33) stay as written.
 */
export function decimalValue(text: string): number {
  const value = Number(text)
  if (Number.isInteger(value)) return value
  const match = THIRDS_AND_SIXTHS.exec(text)
  if (match === null) return value
  const group = SIXTHS_BY_GROUP.findIndex((_, index) => match[index + 1] !== undefined)
  return tidyAmount(Math.floor(value) + SIXTHS_BY_GROUP[group]! / 6)
}

/** Rounds away what binary arithmetic leaves in the last digit: 0.30000000000000004 becomes 0.3. */
export function tidyAmount(amount: number): number {
  return Number.isInteger(amount) ? amount : Number(amount.toPrecision(15))
}
