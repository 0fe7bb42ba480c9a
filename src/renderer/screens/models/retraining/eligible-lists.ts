import type { List } from '../../../../contract/index.ts'

/** Lists that may hold in-house positives, those that are declared to first: what a search generated holds none. */
export function listsToRetrainOn<Some extends Pick<List, 'kind'>>(lists: readonly Some[]): Some[] {
  const mayHold = lists.filter(({ kind }) => kind !== 'generated')
  return [
    ...mayHold.filter(({ kind }) => kind === 'positives'),
    ...mayHold.filter(({ kind }) => kind !== 'positives'),
  ]
}
