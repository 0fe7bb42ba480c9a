/** A stretch of an axis; null where it has no end of its own. */
export interface AxisRange {
  readonly min: number | null
  readonly max: number | null
}

/** An axis from one value to another, with the grain that a hand can aim at. */
export interface BrushAxis {
  readonly low: number
  readonly high: number
}

export const WHOLE_AXIS: AxisRange = { min: null, max: null }

/** A grain for values on an axis: 1, 2 or 5 times a power of ten, at most a two-hundredth of the axis. */
export function brushGrain({ low, high }: BrushAxis): number {
  const most = (high - low) / 200
  const power = 10 ** Math.floor(Math.log10(most))
  return power * ([5, 2].find(factor => factor * power <= most * (1 + 1e-9)) ?? 1)
}

/** The stretch between two places, in whatever order; an end at or beyond the axis's own is none. */
export function rangeBetween(a: number, b: number, axis: BrushAxis): AxisRange {
  const min = onGrain(Math.min(a, b), axis)
  const max = onGrain(Math.max(a, b), axis)
  return { min: min <= axis.low ? null : min, max: max >= axis.high ? null : max }
}

/** Whether a range leaves anything out. */
export function isLimited({ min, max }: AxisRange): boolean {
  return min !== null || max !== null
}

/** Where the ends of a range lie on the axis. */
export function endsOf({ min, max }: AxisRange, { low, high }: BrushAxis): { from: number; to: number } {
  return { from: clamp(min ?? low, low, high), to: clamp(max ?? high, low, high) }
}

/** What a key makes of one end, by the pattern of sliders; null for keys that do nothing. */
export function endAfterKey(value: number, key: string, axis: BrushAxis): number | null {
  const grain = brushGrain(axis)
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return clamp(value - grain, axis.low, axis.high)
    case 'ArrowRight':
    case 'ArrowUp':
      return clamp(value + grain, axis.low, axis.high)
    case 'PageDown':
      return clamp(value - 10 * grain, axis.low, axis.high)
    case 'PageUp':
      return clamp(value + 10 * grain, axis.low, axis.high)
    case 'Home':
      return axis.low
    case 'End':
      return axis.high
    default:
      return null
  }
}

function onGrain(value: number, axis: BrushAxis): number {
  const grain = brushGrain(axis)
  return Number((Math.round(value / grain) * grain).toPrecision(12))
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}
