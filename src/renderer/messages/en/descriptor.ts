import { formatCount } from '../format.ts'

export const descriptor = {
  kinds: { product: 'A·B', difference: '|A−B|' },
  range: (low: string, high: string) => `${low} to ${high}`,
  pair: (a: string, b: string) => `${a} with ${b}`,
  title: (formula: string) => `${formula} and its reconstruction`,
  all: (features: number) => `All ${formatCount(features)} features`,
  /** What the parts of the descriptor count. */
  parts: {
    single: 'elements',
    product: 'products of pairs',
    difference: 'differences of pairs',
    matrix: 'pairs',
  },
  features: 'Features shown',
  view: 'What is drawn',
  views: { both: 'Both', difference: 'Difference' },
  input: 'composition',
  output: 'rebuilt by the model',
  difference: 'rebuilt less composition',
  feature: 'Feature',
  meaning: 'Meaning',
  reading: (block: string, values: string) => `${block}: ${values}`,
  readingValues: (input: string, output: string, share: string) =>
    `composition ${input}, rebuilt ${output}; ${share} of the squared error`,
  largest: 'Largest miss',
  keys: 'Arrow keys go from feature to feature, Page keys from block to block; Enter magnifies a block.',
}
