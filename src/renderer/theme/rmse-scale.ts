import { mix } from './colour.ts'

/**
 * Viridis (van der Walt and Smith, CC0) without its darkest and lightest ends: lightness rises evenly, so
 * that the order survives colour blindness and grey print. Low = familiar = dark blue, high = unlike = yellow.
 */
const STOPS = ['#443983', '#31688e', '#21918c', '#35b779', '#90d743', '#fde725'] as const

/** The colour at `share` of the scale, 0…1; what lies outside takes the nearest end. */
export function scaleColour(share: number): string {
  const place = Math.min(1, Math.max(0, share)) * (STOPS.length - 1)
  const below = Math.min(STOPS.length - 2, Math.floor(place))
  return mix(STOPS[below]!, STOPS[below + 1]!, place - below)
}

/** Colour of an RMSE by how much of the known stable compounds lies below it: percentile 100 (all score higher) is low. */
export function percentileColour(percentile: number): string {
  return scaleColour(1 - percentile / 100)
}

/** The scale as a CSS gradient from left to right, for legends. */
export function scaleGradient(): string {
  const steps = Array.from({ length: 11 }, (_, i) => scaleColour(i / 10))
  return `linear-gradient(to right, ${steps.join(', ')})`
}
