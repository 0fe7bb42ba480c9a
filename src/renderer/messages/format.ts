/** Numbers, times and sizes as the user reads them: the one place that knows how. */
import { currentLanguage } from './language.ts'

const MINUS = '\u2212'

/** A number at a fixed count of decimals, with a true minus sign; zero has none. `—` for what is missing. */
export function formatFixed(value: number | null, decimals: number): string {
  if (value === null) return '—'
  const digits = numberFormat({ minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(
    Math.abs(value),
  )
  return value < 0 && Number(Math.abs(value).toFixed(decimals)) !== 0 ? MINUS + digits : digits
}

/** The same with its sign, a plus among them. */
export function formatSigned(value: number, decimals: number): string {
  const text = formatFixed(value, decimals)
  return Number(value.toFixed(decimals)) > 0 ? `+${text}` : text
}

/** A reconstruction error at four decimals. */
export function formatRmse(rmse: number | null): string {
  return formatFixed(rmse, 4)
}

/** A stability score as log-odds, at two decimals. */
export function formatLogOdds(logOdds: number | null): string {
  return formatFixed(logOdds, 2)
}

/** An energy at three decimals, without its unit. */
export function formatEnergy(evPerAtom: number | null): string {
  return formatFixed(evPerAtom, 3)
}

/** A percentile, 0…100, at one decimal. Never 100.0 or 0.0 by rounding: those mean all and none. */
export function formatPercentile(percentile: number | null): string {
  if (percentile === null) return '—'
  if (percentile > 0 && percentile < 0.05) return `<${formatFixed(0.1, 1)}`
  if (percentile < 100 && percentile >= 99.95) return `>${formatFixed(99.9, 1)}`
  return formatFixed(percentile, 1)
}

/** A share of something, given as 0…1, in per cent. */
export function formatShare(share: number | null, decimals = 0): string {
  return share === null ? '—' : `${formatFixed(100 * share, decimals)} %`
}

/** A count with its thousands set apart. */
export function formatCount(count: number): string {
  return numberFormat({ maximumFractionDigits: 0 }).format(count)
}

/** At most so many significant digits: for values whose size is not known beforehand. */
export function formatSignificant(value: number | null, digits = 3): string {
  if (value === null) return '—'
  const text = numberFormat({ maximumSignificantDigits: digits }).format(Math.abs(value))
  return value < 0 ? MINUS + text : text
}

/** How long something takes or took: `8 s`, `3 min 20 s`, `2 h 5 min`. */
export function formatDuration(seconds: number): string {
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  if (whole < 3600)
    return whole % 60 === 0 ? `${whole / 60} min` : `${Math.floor(whole / 60)} min ${whole % 60} s`
  const minutes = Math.round(seconds / 60)
  const hours = Math.floor(minutes / 60)
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`
}

/** Time left, no finer than it can be known: seconds in fives below a minute, whole minutes below an hour. */
export function formatTimeLeft(seconds: number): string {
  if (seconds < 60) return formatDuration(Math.max(5, Math.ceil(seconds / 5) * 5))
  if (seconds < 3600) return formatDuration(Math.round(seconds / 60) * 60)
  return formatDuration(Math.round(seconds / 300) * 300)
}

/** Size of a file: `812 B`, `14 kB`, `3.2 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${formatCount(bytes)} B`
  const units = ['kB', 'MB', 'GB', 'TB']
  let size = bytes / 1000
  let unit = 0
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000
    unit++
  }
  return `${formatFixed(size, size < 10 ? 1 : 0)} ${units[unit]}`
}

/** A day in words: `24 Nov 2026`. */
export function formatDate(isoTime: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium' }).format(new Date(isoTime))
}

/** A day and the time of it: `24 Nov 2026, 14:05`. */
export function formatDateTime(isoTime: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(isoTime),
  )
}

/** Words in a row: `Li, Ge and P`. */
export function formatList(items: readonly string[]): string {
  listFormats[locale()] ??= new Intl.ListFormat(locale(), { type: 'conjunction' })
  return listFormats[locale()]!.format(items)
}

const listFormats: Record<string, Intl.ListFormat> = {}

/** `1 compound`, `1,200 compounds`: a count and the word for it. */
export function formatCountOf(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`
}

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale()} ${JSON.stringify(options)}`
  let format = numberFormats.get(key)
  if (format === undefined) {
    format = new Intl.NumberFormat(locale(), options)
    numberFormats.set(key, format)
  }
  return format
}

const numberFormats = new Map<string, Intl.NumberFormat>()

function locale(): string {
  return LOCALES[currentLanguage.value]
}

const LOCALES = { en: 'en-GB' } as const
