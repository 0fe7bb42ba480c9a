import type { RetrainingData } from '../../contract/index.ts'
import type { CoreServices } from '../core-services.ts'
import { type CollectingOptions, collectData } from '../training/training-data.ts'
import { type InHouseData, withoutContested } from './in-house.ts'

/**
 * Reads in-house positives from lists of the library: see `collectData`. Throws `training/no-data`,
 * `library/no-such-list` and the signal's reason.
 */
export async function readInHouseLists(
  parts: Pick<CoreServices, 'library' | 'models'>,
  {
    lists: weighted,
    maxEnergyAboveHullEvPerAtom: limit,
  }: Pick<RetrainingData, 'lists' | 'maxEnergyAboveHullEvPerAtom'>,
  options: CollectingOptions,
): Promise<InHouseData> {
  const weightOf = new Map(weighted.map(({ list, weight }) => [list, weight]))
  const chosen = { lists: [...weightOf.keys()], model: null, maxEnergyAboveHullEvPerAtom: limit }
  const { byList, energies, counts, source } = await collectData(parts, chosen, options)
  const lists = byList.map(({ list, name, positives }) => ({ name, weight: weightOf.get(list)!, positives }))
  const { contested, ...parted } = withoutContested(lists, energies, limit)
  return {
    ...parted,
    maxEnergyAboveHullEvPerAtom: source.maxEnergyAboveHullEvPerAtom,
    leftOut: { ...counts, contested },
  }
}
