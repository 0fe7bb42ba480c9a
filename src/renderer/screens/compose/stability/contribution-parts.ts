import type { ScoredStability } from '../../../../contract/index.ts'
import type { StatisticGroupName } from '../../../../domain/stability/statistics/group-names.ts'

/** What a chemist would ask, each answered by some of the groups of statistics; always in this order. */
const PARTS = {
  analogs: ['exchanges', 'likeness'],
  otherAnalogs: ['doubleExchanges', 'wholeFormula'],
  charges: ['oxidationStates', 'neutrality'],
  prototypes: ['prototypes'],
  competition: ['competition'],
  combinations: ['pairs', 'fragments'],
  elements: ['amounts', 'size', 'elementAverages'],
} as const satisfies Readonly<Record<string, readonly StatisticGroupName[]>>

export type ContributionPartName = keyof typeof PARTS

export interface ContributionPart {
  readonly part: ContributionPartName
  readonly logOdds: number
  readonly groups: readonly { readonly group: StatisticGroupName; readonly logOdds: number }[]
}

/** The contributions to a score, gathered into few parts; with the start they still add up to it. */
export function contributionParts({ groups }: ScoredStability['contributions']): readonly ContributionPart[] {
  const byGroup = new Map(groups.map(({ group, logOdds }) => [group, logOdds]))
  return (Object.keys(PARTS) as ContributionPartName[]).map(part => {
    const ofPart = PARTS[part].map(group => ({ group, logOdds: byGroup.get(group) ?? 0 }))
    return { part, logOdds: ofPart.reduce((sum, { logOdds }) => sum + logOdds, 0), groups: ofPart }
  })
}
