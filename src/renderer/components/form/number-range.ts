/** Numbers that a setting can have. */
export interface NumberRange {
  readonly kind: 'whole' | 'decimal'
  readonly least: number
  readonly most: number
}

export function wholeNumbers(least: number, most: number): NumberRange {
  return { kind: 'whole', least, most }
}

export function decimals(least: number, most: number): NumberRange {
  return { kind: 'decimal', least, most }
}

/** What a seed can be: 32 bits. */
export const SEEDS = wholeNumbers(0, 4_294_967_295)
