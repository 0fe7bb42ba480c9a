import type { EntryRow, ScoreKind } from '../../../../contract/index.ts'
import { formatList, words } from '../../../messages/index.ts'

/** What a model's training has to do with a row's score, in few words; empty where nothing. */
export function trainingWords({ trainedOn, unseenElements }: EntryRow, kind: ScoreKind): string {
  const said = words.ranking.training
  return [
    ...(trainedOn ? [said.trainedOn[kind]] : []),
    ...(unseenElements.length > 0 ? [said.unseen(formatList(unseenElements))] : []),
  ].join(', ')
}
