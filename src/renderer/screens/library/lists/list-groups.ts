import type { List, ListKind } from '../../../../contract/index.ts'

/** Kinds in the order in which the library shows them. */
export const LIST_KINDS: readonly ListKind[] = [
  'positives',
  'literature',
  'generated',
  'scratch',
  'reference',
]

export interface ListGroup {
  readonly kind: ListKind
  /** By name, never empty. */
  readonly lists: readonly List[]
}

/** Lists by kind; kinds without lists are left out. */
export function listGroups(lists: readonly List[]): ListGroup[] {
  return LIST_KINDS.map(kind => ({
    kind,
    lists: lists.filter(list => list.kind === kind).toSorted((a, b) => a.name.localeCompare(b.name)),
  })).filter(group => group.lists.length > 0)
}
