import type { EntryRow } from '../../../../contract/index.ts'
import { formatList, words } from '../../../messages/index.ts'

/** What a model's training has to do with a row's error, in few words; empty where nothing. */
export function trainingWords({ trainedOn, unseenElements }: EntryRow): string {
  const said = words.ranking.training
  return [
    ...(trainedOn ? [said.trainedOn] : []),
    ...(unseenElements.length > 0 ? [said.unseen(formatList(unseenElements))] : []),
  ].join(', ')
}
