const MINUS = '\u2212'

/** A number at a fixed count of decimals with a true minus sign; zero has no sign. */
export function fixed(value: number, decimals: number): string {
  const digits = Math.abs(value).toFixed(decimals)
  return value < 0 && Number(digits) !== 0 ? MINUS + digits : digits
}

/** A count with its thousands set apart: `10,151`. */
export function count(value: number): string {
  return value.toLocaleString('en-US')
}

/** RMSE to four decimals: three figures of the usual 0.01 to 0.1. */
export function rmse(value: number): string {
  return fixed(value, 4)
}

/** A percentile, 0…100, to one decimal: the reference table has a grain of 0.1. */
export function percentile(value: number): string {
  return fixed(value, 1)
}
