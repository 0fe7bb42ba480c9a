export { default as ColouringMenu } from './ColouringMenu.vue'
export {
  type BlockColouring,
  type Colouring,
  electronegativityColouring,
  type ValueColouring,
} from './colouring.ts'
export { ELEMENT_KEYS, type ElementPurpose } from './element-keys.ts'
export type { ElementState, ElementStates, Modifiers } from './element-state.ts'
export { findElement } from './grid.ts'
export { default as PeriodicLegend } from './PeriodicLegend.vue'
export { default as PeriodicTable } from './PeriodicTable.vue'
