import { formatFixed, formatSignificant, words } from '../../../messages/index.ts'

/** Room that a formula takes in a row of them, and what stands beside them, in pixels. */
const FORMULA = 92
const BESIDE = 110

/** How many known compounds a row of this width names, at least two. */
export function analogsThatFit(width: number): number {
  return Math.max(2, Math.floor((width - BESIDE) / FORMULA))
}

/** How exchangeable two elements are, in few characters: `8×`, `0.4×`. */
export function timesText(lift: number): string {
  return words.stability.reasons.times(timesNumber(lift))
}

/** The same as a sentence: `Pr takes the place of La 8 times as often as by chance`. */
export function exchangeText(known: string, own: string, lift: number): string {
  const { exchange, oftenAsChance, lessThanChance } = words.stability.reasons
  return exchange(known, own, lift < 1 ? lessThanChance : oftenAsChance(timesNumber(lift)))
}

function timesNumber(lift: number): string {
  return lift < 10 ? formatSignificant(lift, 2) : formatFixed(lift, 0)
}
