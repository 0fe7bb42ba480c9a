import { DESCRIPTOR_BLOCKS } from '../../../domain/descriptor/index.ts'
import { words } from '../../messages/index.ts'

const byLabel = new Map(DESCRIPTOR_BLOCKS.map(block => [block.label, block]))

/** What a block of the descriptor is about, in few words: `electronegativity`, `melting point A·B` of a pair. */
export function blockWords(label: string): string {
  const block = byLabel.get(label)
  if (block === undefined) return label
  const { property, kind, meaning } = block
  if (kind === 'single' || kind === 'matrix') return meaning
  const single = byLabel.get(property)!
  return `${single.meaning} ${words.descriptor.kinds[kind]}`
}
