import { formatCount, formatCountOf } from '../format.ts'

export const reconstruction = {
  open: 'Worst reconstructions…',
  title: 'Worst reconstructions',
  of: (model: string, heldOut: number) =>
    `${model}: ${formatCountOf(heldOut, 'held-out positive', 'held-out positives')}`,
  count: 'Show',
  countOf: (count: number) => `${formatCount(count)} worst`,
  compounds: 'Worst first',
  columns: { formula: 'Formula', rmse: 'RMSE', percentile: 'Percentile', block: 'Most of it in' },
  percentileHint: 'Share of held-out positives that score higher',
  share: (worst: string, count: number, heldOut: string) =>
    `The ${formatCount(count)} worst of ${heldOut} have ${worst} of the squared error.`,
  compose: 'Compose',
  shares: {
    blocks: 'Where the model errs: descriptor blocks',
    elements: '…and elements, by s, p, d and f block',
    block: 'Descriptor block',
    kind: 'Elements',
    worst: (count: number) => `${formatCount(count)} worst`,
    all: 'all',
    others: (count: number) => `${formatCount(count)} others`,
    alone: (block: string) => `${block} alone`,
    pair: (a: string, b: string) => `${a} with ${b}`,
    elsewhere: 'no element',
    elsewhereMeaning: 'The model expected something that no element of the compound gives.',
  },
  waiting: (heldOut: number) =>
    `Reconstructing ${formatCountOf(heldOut, 'held-out positive', 'held-out positives')}…`,
  failed: 'The compounds could not be reconstructed.',
  again: 'Try again',
  none: 'No compounds were held out',
  noneText:
    'This model keeps no positives that it was not trained on, so nothing can say what it reconstructs badly. A training with a share of its positives held out does.',
}
