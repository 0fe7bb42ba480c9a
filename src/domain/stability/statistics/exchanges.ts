import { ELEMENT_COUNT } from '../elements/index.ts'
import { openSiteKey } from '../tables/index.ts'
import { statisticGroup } from './statistic-group.ts'

/** Known compounds that differ in the element of one site, weighed by how exchangeable the two elements are. */
export const exchanges = statisticGroup(
  'Which compounds are known with one element exchanged?',
  {
    exchangeSum: 'sum of the exchangeabilities of all analogs, ln(1 + Σ lift)',
    exchangeBest: 'exchangeability of the best analog, ln(1 + lift)',
    analogCount: 'number of analogs, ln(1 + n)',
    sitesWithAnalogs: 'share of the elements that have an analog',
    exchangeSumOfWeakestSite: 'exchangeability summed over analogs, at the element with the least',
    exchangeSumPerSite: 'exchangeability summed over analogs, mean over the elements',
    exchangeBestOfWeakestSite: 'exchangeability of the best analog, at the element with the least',
    exchangeSumInChemistry: 'sum of the exchangeabilities of all analogs in compounds of this kind',
    exchangeBestInChemistry: 'exchangeability of the best analog in compounds of this kind',
    exchangeCosineSum: 'sum of shared sites over all sites of both elements, ln(1 + Σ cosine)',
    exchangeSecondBest: 'exchangeability of the second-best analog, ln(1 + lift)',
    exchangeMean: 'mean exchangeability of the analogs, ln(1 + lift)',
  },
  (query, { analogs, exchangeability }) => {
    const { elements, amounts } = query
    const liftHere = exchangeability.liftByChemistry[query.chemistry]!
    const all = { sum: 0, best: 0, second: 0, count: 0, sumHere: 0, bestHere: 0, cosineSum: 0 }
    let sitesWithAnalogs = 0
    let siteSums = 0
    let weakestSum = Number.POSITIVE_INFINITY
    let weakestBest = Number.POSITIVE_INFINITY
    for (let i = 0; i < elements.length; i++) {
      const element = elements[i]!
      let sum = 0
      let best = 0
      let count = 0
      for (const filler of analogs.fillers(openSiteKey(query.key, element, amounts[i]!))) {
        if (filler === element) continue
        const pair = element * ELEMENT_COUNT + filler
        const lift = exchangeability.lift[pair]!
        sum += lift
        best = Math.max(best, lift)
        if (lift > all.best) [all.best, all.second] = [lift, all.best]
        else all.second = Math.max(all.second, lift)
        all.sumHere += liftHere[pair]!
        all.bestHere = Math.max(all.bestHere, liftHere[pair]!)
        all.cosineSum += exchangeability.cosine[pair]!
        count++
      }
      all.sum += sum
      all.count += count
      if (count > 0) sitesWithAnalogs++
      siteSums += Math.log1p(sum)
      weakestSum = Math.min(weakestSum, Math.log1p(sum))
      weakestBest = Math.min(weakestBest, Math.log1p(best))
    }
    return {
      exchangeSum: Math.log1p(all.sum),
      exchangeBest: Math.log1p(all.best),
      analogCount: Math.log1p(all.count),
      sitesWithAnalogs: sitesWithAnalogs / elements.length,
      exchangeSumOfWeakestSite: weakestSum,
      exchangeSumPerSite: siteSums / elements.length,
      exchangeBestOfWeakestSite: weakestBest,
      exchangeSumInChemistry: Math.log1p(all.sumHere),
      exchangeBestInChemistry: Math.log1p(all.bestHere),
      exchangeCosineSum: Math.log1p(all.cosineSum),
      exchangeSecondBest: Math.log1p(all.second),
      exchangeMean: all.count > 0 ? Math.log1p(all.sum / all.count) : 0,
    }
  },
)
