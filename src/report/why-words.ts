import type { Composition } from '../domain/composition.ts'
import type { ReportWhy } from './report-input.ts'

/**
 * The known analogs of a candidate in one line, site by site: `PrMnO3, NdMnO3 and 14 more are known with La exchanged;
 * LaCrO3 with Mn; none with O.`
 *
 * @param formula writes a composition; whatever else stands in the line needs no escaping
 */
export function whyWords(
  { scoredAs, sites, between, charges }: ReportWhy,
  formula: (composition: Composition) => string,
): string {
  const host = scoredAs === null ? '' : `Scored as ${formula(scoredAs)}. `
  const unbalanced = charges === 'unbalanced' ? ' No neutral assignment of charges.' : ''
  const analogs = sites.some(({ count }) => count > 0)
    ? analogWords(sites, formula)
    : `No compound is known with one of its elements exchanged${betweenWords(between.map(formula))}.`
  return `${host}${analogs}${unbalanced}`
}

function analogWords(sites: ReportWhy['sites'], formula: (composition: Composition) => string): string {
  const known = sites.filter(({ count }) => count > 0)
  const without = sites.filter(({ count }) => count === 0).map(({ element }) => element)
  const parts = known.map(({ element, count, examples }, i) => {
    const rest = count - examples.length
    const listed = `${examples.map(formula).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
    const verb = count === 1 ? 'is' : 'are'
    return i === 0 ? `${listed} ${verb} known with ${element} exchanged` : `${listed} with ${element}`
  })
  const none = without.length === 0 ? [] : [`none with ${without.join(' or ')}`]
  return `${[...parts, ...none].join('; ')}.`
}

/** Where there are no analogs, what it lies between: its own elements' phases. */
function betweenWords(phases: readonly string[]): string {
  if (phases.length < 2) return ''
  return `; it lies between ${phases.slice(0, -1).join(', ')} and ${phases.at(-1)}`
}
