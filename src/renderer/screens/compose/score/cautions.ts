import type { Score, Stability } from '../../../../contract/index.ts'
import { formatList, words } from '../../../messages/index.ts'

/** What makes the scores of a composition less trustworthy than others; said once where it holds for both. */
export function cautionsOf(score: Score | null, stability: Stability | null): readonly string[] {
  const cautions: string[] = []
  const rmseIsKnown = score?.kind === 'scored' && score.trainedOn
  const stabilityIsKnown = stability?.kind === 'scored' && stability.trainedOn
  if (rmseIsKnown && stabilityIsKnown) cautions.push(words.stability.score.trainedOnBoth)
  else if (rmseIsKnown) cautions.push(words.compose.score.trainedOn)
  else if (stabilityIsKnown) cautions.push(words.stability.score.trainedOn)
  const unseen = score?.kind === 'scored' ? score.unseenElements : []
  if (unseen.length > 0) cautions.push(words.compose.score.unseen(formatList(unseen)))
  return cautions
}
