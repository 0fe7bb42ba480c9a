import type { EntryColumns } from './entry-columns.ts'
import type { Facets } from './entry-query.ts'

/** So many labels and tags are told; a list may give each entry a label of its own. */
const FACETS_TOLD = 500

/** How many of the entries that match have each label and each tag. */
export function facetsOf({ count, label, labels, tags, tagSets }: EntryColumns, matches: Uint8Array): Facets {
  const byLabel = new Uint32Array(labels.texts.length)
  const byTagSet = new Uint32Array(tagSets.texts.length)
  for (let i = 0; i < count; i++) {
    if (matches[i] !== 1) continue
    if (label[i]! >= 0) byLabel[label[i]!]!++
    if (tags[i]! >= 0) byTagSet[tags[i]!]!++
  }
  const byTag = new Map<string, number>()
  tagSets.texts.forEach((json, code) => {
    for (const tag of JSON.parse(json) as string[]) byTag.set(tag, (byTag.get(tag) ?? 0) + byTagSet[code]!)
  })
  const labelled = labels.texts.map((text, code): [string, number] => [text, byLabel[code]!])
  return {
    labels: mostFrequent(labelled).map(([text, entries]) => ({ label: text, entries })),
    tags: mostFrequent([...byTag]).map(([tag, entries]) => ({ tag, entries })),
  }
}

function mostFrequent(counts: readonly (readonly [string, number])[]) {
  return counts
    .filter(([, entries]) => entries > 0)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, FACETS_TOLD)
}
