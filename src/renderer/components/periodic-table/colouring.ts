import { ELEMENTS } from '../../../domain/elements/index.ts'
import { mix, readableOn } from '../../theme/colour.ts'
import { scaleColour } from '../../theme/rmse-scale.ts'
import type { Pair, Tokens } from '../../theme/tokens.ts'

/** What the colours of the cells tell. */
export type Colouring = BlockColouring | ValueColouring

export interface BlockColouring {
  readonly id: string
  readonly kind: 'block'
  /** For the menu: "block". */
  readonly label: string
}

export interface ValueColouring {
  readonly id: string
  readonly kind: 'values'
  readonly label: string
  /** By symbol; what has none is hatched, never coloured as zero. */
  readonly values: ReadonlyMap<string, number>
  /** RMSE has a scale of its own; everything else goes from quiet to the accent. */
  readonly scale: 'rmse' | 'amount'
  /** Counts spread over decades: `log` colours by their logarithm. */
  readonly spacing: 'linear' | 'log'
  readonly format: (value: number) => string
}

/** Pauling electronegativity, where there is one. */
export function electronegativityColouring(label: string): ValueColouring {
  return {
    id: 'electronegativity',
    kind: 'values',
    label,
    values: new Map(
      ELEMENTS.flatMap(({ symbol, electronegativity }) =>
        electronegativity === null ? [] : [[symbol, electronegativity] as const],
      ),
    ),
    scale: 'amount',
    spacing: 'linear',
    format: value => value.toFixed(2),
  }
}

/** Smallest and largest of a colouring's values; null when it has none. */
export function valueRange({ values }: ValueColouring): readonly [number, number] | null {
  if (values.size === 0) return null
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const value of values.values()) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  return [low, high]
}

/** Fill and ink of every element that has a value. */
export function valueColours(colouring: ValueColouring, tokens: Tokens): ReadonlyMap<string, Pair> {
  const range = valueRange(colouring)
  if (range === null) return new Map()
  const [low, high] = range.map(value => spaced(value, colouring)) as [number, number]
  return new Map(
    [...colouring.values].map(([symbol, value]) => {
      const fill = colourAt((spaced(value, colouring) - low) / (high - low || 1), colouring, tokens)
      return [symbol, { fill, ink: readableOn(fill) }]
    }),
  )
}

/** The scale of a colouring from left to right, for its legend. */
export function legendGradient(colouring: ValueColouring, tokens: Tokens): string {
  const steps = Array.from({ length: 11 }, (_, i) => colourAt(i / 10, colouring, tokens))
  return `linear-gradient(to right, ${steps.join(', ')})`
}

function colourAt(share: number, { scale }: ValueColouring, tokens: Tokens): string {
  return scale === 'rmse' ? scaleColour(share) : mix(tokens.quietHover, tokens.accent, share)
}

function spaced(value: number, { spacing }: ValueColouring): number {
  // A count of zero has no logarithm; one more keeps the order.
  return spacing === 'log' ? Math.log10(value + 1) : value
}
