export { BINS, type BinEdges, binsOf, EDGES, quantileEdges, writeBins } from './bins.ts'
export { allNodes, type Forest, forestContributions, forestScore, innerNodes, NO_SPLIT } from './forest.ts'
export { type ForestSettings, growForest, type TrainingRows } from './grow.ts'
