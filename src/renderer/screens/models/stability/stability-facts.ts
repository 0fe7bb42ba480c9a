import type { StabilityDetails } from '../../../../contract/index.ts'
import { formatCount, formatDate, formatFixed, formatList, words } from '../../../messages/index.ts'
import type { Fact } from '../registry/model-facts.ts'

/** What there is to know of a stability model, the most asked for first; what is not known is left out. */
export function stabilityFacts(model: StabilityDetails): Fact[] {
  const { facts } = words.fitting.card
  const { source, additions } = model
  const limit = source.maxEnergyAboveHullEvPerAtom
  const lines: readonly (readonly [label: string, value: string | null])[] = [
    [facts.auc, model.aucHeldOut && interval(model.aucHeldOut)],
    [facts.systems, model.aucSystemsHeldOut && interval(model.aucSystemsHeldOut)],
    [facts.data, source.description],
    [facts.counts, facts.countsText(model.trainingPositives, model.heldOutPositives)],
    [facts.limit, limit === null ? null : words.models.fields.limitText(limit)],
    [
      facts.added,
      additions &&
        facts.addedText(model.addedCompounds, formatList(additions.lists.map(quoted)), additions.parent),
    ],
    [facts.trees, formatCount(model.trees)],
    [facts.seed, String(model.seed)],
    [facts.created, formatDate(model.createdAt)],
    [facts.attribution, source.attribution.join('; ') || null],
    [facts.fingerprint, source.fingerprint],
    [facts.folder, model.folder],
  ]
  return lines.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]))
}

const quoted = (name: string) => `“${name}”`

function interval({ auc, low, high }: NonNullable<StabilityDetails['aucHeldOut']>): string {
  return words.models.interval(formatFixed(auc, 3), formatFixed(low, 3), formatFixed(high, 3))
}
