import type { ElementProperty, FeaturePlace } from '../../../domain/descriptor/index.ts'
import { formatFixed, words } from '../../messages/index.ts'

/** Decimals that tell the bins of a property apart; 0 for properties that are whole numbers with a bin each. */
const DECIMALS: Readonly<Record<ElementProperty, number>> = {
  AN: 0,
  EN: 2,
  MP: 0,
  PN: 0,
  PG: 0,
  MN: 1,
  AW: 0,
  AR: 2,
  IR: 2,
  CoR: 2,
  CrR: 2,
  spdf: 0,
}

const WHOLE: ReadonlySet<ElementProperty> = new Set(['AN', 'PN', 'PG', 'spdf'])
const BLOCK_LETTERS = ['s', 'p', 'd', 'f'] as const

/** The values a feature counts: `1.40 to 1.52`, `16`, `p`, `1 with 17`, `s with p`. */
export function featureWords(place: FeaturePlace): string {
  const { property, kind } = place.block
  const isBlock = property === 'spdf'
  if (place.kind === 'pair') {
    const name = (i: number) => (isBlock ? BLOCK_LETTERS[i - 1]! : String(i))
    return words.descriptor.pair(name(place.i), name(place.j))
  }
  const decimals = DECIMALS[property]
  if (kind === 'product') return words.descriptor.range(sized(place.low), sized(place.high))
  if (kind === 'single' && isBlock) return BLOCK_LETTERS[Math.round(place.low) - 1] ?? String(place.low)
  if (WHOLE.has(property)) return formatFixed(Math.round(place.low), 0)
  return words.descriptor.range(formatFixed(place.low, decimals), formatFixed(place.high, decimals))
}

/** Products spread over decades, so each has the digits its size needs. */
function sized(value: number): string {
  return formatFixed(value, value < 10 ? 2 : value < 100 ? 1 : 0)
}
