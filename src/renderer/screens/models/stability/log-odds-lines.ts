import type { StabilityDetails } from '../../../../contract/index.ts'
import { densityRange, unboundedDensityCurve } from '../../../charts/density.ts'
import type { Line } from '../../../charts/index.ts'

/** Names stand at the ends of the curves, where room is short. */
const LONGEST_NAME = 16

/** Densities of the models' scores over their held-out positives, on one scale. */
export function logOddsLines(models: readonly Pick<StabilityDetails, 'name' | 'scoreQuantiles'>[]): Line[] {
  const ranges = models.map(({ scoreQuantiles }) => densityRange({ quantiles: scoreQuantiles }))
  const range = [Math.min(...ranges.map(([from]) => from)), Math.max(...ranges.map(([, to]) => to))] as const
  return models.map(({ name, scoreQuantiles }) => {
    const { places, densities } = unboundedDensityCurve({ quantiles: scoreQuantiles }, range)
    const shown = name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name
    return { name: shown, points: places.map((place, i) => [place, densities[i]!] as const) }
  })
}
