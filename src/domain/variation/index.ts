export type { AmountChange, Change, Variation, VariationKind } from './variation.ts'
export { VARIATION_KINDS, variations } from './vary.ts'
