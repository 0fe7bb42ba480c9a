export {
  compareElectronegativity,
  ELECTROPOSITIVE_ORDER,
  electronegativityRank,
} from './electronegativity.ts'
export { ELEMENTS, type Element, type ElementBlock, elementByNumber, elementBySymbol } from './element.ts'
export { isMetal } from './metal.ts'
export {
  commonOxidationStates,
  frequentOxidationStates,
  mainOxidationStates,
  reportedOxidationStates,
} from './oxidation-states.ts'
