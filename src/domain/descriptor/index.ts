export { attributeError, type BlockShare, type ErrorAttribution, type PairShare } from './attribution.ts'
export {
  type BlockKind,
  DESCRIPTOR_BLOCKS,
  DESCRIPTOR_DIMENSIONS,
  type DescriptorBlock,
  descriptorBlock,
  type ElementProperty,
  featureLabels,
} from './blocks.ts'
export { DESCRIPTOR_MODES, type DescriptorMode } from './contributions.ts'
export {
  describe,
  describeInto,
  type MissingProperty,
  missingProperties,
  undescribedElements,
} from './describe.ts'
export { ELEMENT_PROPERTIES } from './element-properties.ts'
export { type FeaturePlace, featurePlace } from './feature-place.ts'
export { NearestCompounds, type Neighbour } from './nearest-compounds.ts'
export {
  addErrors,
  ELEMENT_KINDS,
  type ElementKind,
  NO_ERROR,
  type SquaredError,
  squaredError,
} from './squared-error.ts'
