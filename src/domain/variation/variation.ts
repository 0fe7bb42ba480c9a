import type { Composition, ElementSymbol } from '../composition.ts'

/** What may be varied: see {@link Change} for each. */
export type VariationKind = Change['kind']

/** The difference between a composition and one of its variations; amounts are per formula unit as written. */
export type Change =
  /** All of an element replaced by another in the same oxidation state, or by a related one where there is none. */
  | { readonly kind: 'swap'; readonly from: ElementSymbol; readonly to: ElementSymbol }
  /** All of an element replaced by one of another charge, which a third element's amount makes good. */
  | {
      readonly kind: 'compensated-swap'
      readonly from: ElementSymbol
      readonly to: ElementSymbol
      readonly compensation: AmountChange
    }
  /** One atom more or less of an element, whatever the charge. */
  | ({ readonly kind: 'amount' } & AmountChange)
  /** Two amounts changed so that the charges stay in balance. */
  | { readonly kind: 'rebalance'; readonly changes: readonly [AmountChange, AmountChange] }
  /** A share of an element, 0 to 1, replaced by one in the same oxidation state. */
  | {
      readonly kind: 'doping'
      readonly from: ElementSymbol
      readonly to: ElementSymbol
      readonly share: number
    }

export interface AmountChange {
  readonly symbol: ElementSymbol
  readonly before: number
  readonly after: number
}

/** A composition that a chemist might try next, and how it differs from the one at hand. */
export interface Variation {
  /** In the order of the original, a new element standing beside the one it replaces. */
  readonly composition: Composition
  readonly change: Change
}
