import { FAMILY, FAMILY_SIZE } from '../elements/index.ts'
import {
  classFormulaKey,
  elementSetKey,
  familyFormulaKey,
  familySetKey,
  proportionsKey,
} from '../tables/index.ts'
import type { Query } from './query.ts'
import { statisticGroup } from './statistic-group.ts'

/** Known compounds of the same kind: proportions, families of elements. */
export const prototypes = statisticGroup(
  'How many compounds of this type are known?',
  {
    sameProportions: 'known compounds of the same proportions, ln(1 + n)',
    sameFamilies: 'known compounds with each element from the same family, ln(1 + n)',
    sameClasses: 'known compounds with each element from the same class, ln(1 + n)',
    sameFamiliesAnyAmounts: 'known compounds of the same families in any proportions, ln(1 + n)',
    familyFilling: 'share of the compounds possible in these families that is known, ln',
    familySize: 'number of compounds possible in these families, ln',
    sameElements: 'known compounds of the same elements, ln(1 + n)',
  },
  (query, { byProportions, byElementSet, occurrences }) => {
    const family = occurrences.familyFormulas.of(familyFormulaKey(query))
    const familySize = logFamilySize(query)
    return {
      sameProportions: Math.log1p(byProportions.get(proportionsKey(query))?.length ?? 0),
      sameFamilies: Math.log1p(family),
      sameClasses: Math.log1p(occurrences.classFormulas.of(classFormulaKey(query))),
      sameFamiliesAnyAmounts: Math.log1p(occurrences.familySets.of(familySetKey(query))),
      familyFilling: Math.log(family + 0.3) - familySize,
      familySize,
      sameElements: Math.log1p(byElementSet.get(elementSetKey(query.elements))?.length ?? 0),
    }
  },
)

/** ln of the number of formulas in the same families: for sites of one family and amount, a choice without order. */
function logFamilySize({ elements, amounts }: Query): number {
  const sitesOfFamily = new Map<string, { readonly size: number; count: number }>()
  elements.forEach((element, i) => {
    const key = `${FAMILY[element]} ${amounts[i]}`
    const known = sitesOfFamily.get(key)
    if (known) known.count++
    else sitesOfFamily.set(key, { size: FAMILY_SIZE[FAMILY[element]!]!, count: 1 })
  })
  let sum = 0
  for (const { size, count } of sitesOfFamily.values()) {
    for (let chosen = 0; chosen < count; chosen++) {
      sum += Math.log(Math.max(1, (size - chosen) / (chosen + 1)))
    }
  }
  return sum
}
