export { COARSE_CLASS, FAMILY, FAMILY_SIZE, isOfClass } from './element-classes.ts'
export {
  COMMON_STATES,
  COVALENT_RADIUS_PM,
  ELECTRONEGATIVITY,
  ELEMENT_COUNT,
  type ElementIndex,
  elementIndex,
  elementSymbol,
  elementsOf,
  MELTING_POINT_K,
  PERIOD,
  REPORTED_STATES,
  VALENCE_ELECTRONS,
} from './element-constants.ts'
export { ELEMENT_CONSTANTS } from './element-constants-table.ts'
