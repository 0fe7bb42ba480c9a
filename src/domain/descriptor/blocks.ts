/** The twelve element properties, in the order of the descriptor. */
export type ElementProperty =
  | 'AN'
  | 'EN'
  | 'MP'
  | 'PN'
  | 'PG'
  | 'MN'
  | 'AW'
  | 'AR'
  | 'IR'
  | 'CoR'
  | 'CrR'
  | 'spdf'

/** How one property is laid out as a histogram of `bins` equal bins over [low, high). */
interface PropertyScale {
  readonly property: ElementProperty
  readonly meaning: string
  readonly low: number
  readonly high: number
  readonly bins: number
  /** Width of the Gaussian smoothing in units of the property; 0 leaves the histogram as it is. */
  readonly sigma: number
}

export const PROPERTY_SCALES: readonly PropertyScale[] = [
  { property: 'AN', meaning: 'atomic number', low: 1, high: 102, bins: 101, sigma: 0 },
  { property: 'EN', meaning: 'electronegativity', low: -1, high: 5, bins: 50, sigma: 0.2 },
  { property: 'MP', meaning: 'melting point', low: -1000, high: 5000, bins: 50, sigma: 200 },
  { property: 'PN', meaning: 'period', low: 1, high: 20, bins: 19, sigma: 0 },
  { property: 'PG', meaning: 'group', low: 1, high: 20, bins: 19, sigma: 0 },
  { property: 'MN', meaning: 'Mendeleev number', low: -24, high: 120, bins: 102, sigma: 4.8 },
  { property: 'AW', meaning: 'atomic weight', low: -80, high: 400, bins: 50, sigma: 16 },
  { property: 'AR', meaning: 'atomic radius', low: -0.2, high: 3.2, bins: 50, sigma: 0.128 },
  { property: 'IR', meaning: 'ionic radius', low: -0.2, high: 3.2, bins: 50, sigma: 0.128 },
  { property: 'CoR', meaning: 'covalent radius', low: -0.2, high: 3.2, bins: 50, sigma: 0.128 },
  { property: 'CrR', meaning: 'crystal radius', low: -0.2, high: 3.2, bins: 50, sigma: 0.128 },
  { property: 'spdf', meaning: 'block', low: 1, high: 5, bins: 4, sigma: 0 },
]

export type BlockKind = 'single' | 'product' | 'difference' | 'matrix'

/** One of the 39 parts of the descriptor: features `offset` … `offset + length − 1`. */
export interface DescriptorBlock {
  /** The paper's label: `EN`, `ENEN` (product), `EN-EN` (difference), `PGmatrix`. */
  readonly label: string
  readonly kind: BlockKind
  readonly property: ElementProperty
  readonly meaning: string
  readonly offset: number
  readonly length: number
}

/** Symmetric count matrices over pairs of elements, kept as their upper triangles. */
const MATRICES = [
  { property: 'PG', size: 18, meaning: 'group pairs' },
  { property: 'PN', size: 7, meaning: 'period pairs' },
  { property: 'spdf', size: 4, meaning: 'block pairs' },
] as const

/** The 39 blocks in order: 12 single, 12 product, 12 difference, 3 matrices. */
export const DESCRIPTOR_BLOCKS: readonly DescriptorBlock[] = layOutBlocks()

/** Number of features of the descriptor: 1994. */
export const DESCRIPTOR_DIMENSIONS = DESCRIPTOR_BLOCKS.reduce((sum, block) => sum + block.length, 0)

function layOutBlocks(): DescriptorBlock[] {
  const blocks: DescriptorBlock[] = []
  let offset = 0
  const add = (block: Omit<DescriptorBlock, 'offset'>) => {
    blocks.push({ ...block, offset })
    offset += block.length
  }
  for (const { property, meaning, bins } of PROPERTY_SCALES)
    add({ label: property, kind: 'single', property, meaning, length: bins })
  for (const { property, meaning, bins } of PROPERTY_SCALES)
    add({
      label: property + property,
      kind: 'product',
      property,
      meaning: `${meaning}, product of pairs`,
      length: bins,
    })
  for (const { property, meaning, bins } of PROPERTY_SCALES)
    add({
      label: `${property}-${property}`,
      kind: 'difference',
      property,
      meaning: `${meaning}, difference of pairs`,
      length: bins,
    })
  for (const { property, size, meaning } of MATRICES) {
    const label = `${property === 'spdf' ? 'SPDF' : property}matrix`
    add({ label, kind: 'matrix', property, meaning, length: (size * (size + 1)) / 2 })
  }
  return blocks
}

/** Whether a Gaussian spreads the block's mass over its bins: all products are, and what has a `sigma`. */
export function isSmoothed({ kind, property }: DescriptorBlock): boolean {
  if (kind === 'matrix') return false
  return kind === 'product' || PROPERTY_SCALES.some(scale => scale.property === property && scale.sigma > 0)
}

/** The block of that label. */
export function descriptorBlock(label: string): DescriptorBlock {
  const block = DESCRIPTOR_BLOCKS.find(candidate => candidate.label === label)
  if (!block) throw new RangeError(`The descriptor has no block ${label}.`)
  return block
}

/** Position of entry (i, j), 1-based, in the row-by-row upper triangle of a size × size symmetric matrix. */
export function triangleIndex(size: number, i: number, j: number): number {
  const row = Math.min(i, j)
  const column = Math.max(i, j)
  return (row - 1) * size - ((row - 1) * (row - 2)) / 2 + (column - row)
}

/** Label of each feature, the block's label with the feature's place in it: `EN_0` … `SPDFmatrix_9`. */
export function featureLabels(): string[] {
  return DESCRIPTOR_BLOCKS.flatMap(({ label, length }) =>
    Array.from({ length }, (_, index) => `${label}_${index}`),
  )
}
