export {
  type AucComparison,
  auc,
  aucBootstrapInterval,
  type BootstrapSettings,
  compareAucs,
  type Interval,
  type ScoredClasses,
} from './auc.ts'
export { binomialUpperTail } from './binomial.ts'
export { type QuantileDistribution, quantileDistribution, shareAbove } from './distribution.ts'
export { type Histogram, histogram } from './histogram.ts'
export { meanBootstrapInterval } from './mean-interval.ts'
export { normalCumulative } from './normal.ts'
export { type BestScores, percentileAmong, scoresOfPercentiles } from './percentile.ts'
export { quantile } from './quantile.ts'
export { type ReconstructionSums, type RSquared, rSquared } from './r-squared.ts'
export { permutation, type RandomStream, randomStream } from './random.ts'
