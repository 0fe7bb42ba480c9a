export {
  classFormulaKey,
  compositionKey,
  elementSetKey,
  elementTerm,
  familyFormulaKey,
  familyPairKey,
  familyRatioKey,
  familySetKey,
  fragmentKey,
  type Key,
  openPairKey,
  openSiteKey,
  proportionsKey,
  ratioKey,
  siteKey,
} from './keys.ts'
export { buildTables, isKnown, type KnownTables } from './known-tables.ts'
export { LEARNT_STATES } from './oxidation-states.ts'
