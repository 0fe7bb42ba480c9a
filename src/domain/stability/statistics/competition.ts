import { bondingLikeness, decompose, nearness } from './decomposition.ts'
import { type CompetingPhase, competingPhases, MOST_ELEMENTS, type SystemCount } from './phases.ts'
import type { Query } from './query.ts'
import { statisticGroup } from './statistic-group.ts'

/** What stands for "no other compound", the largest distance there is. */
const FARTHEST = 2

/** How near phases are counted, Σ |difference of atomic fractions|. */
const NEAR = { close: 0.1, middling: 0.25, wide: 0.5 }

/** What stands for "nothing to fall apart into". */
const NO_MIXTURE = {
  mixtureCost: 9,
  mixturePhases: 0,
  mixtureLargestShare: 0,
  mixtureElements: 0,
  mixtureBonding: 9,
}

/** Known compounds in the composition's own system, and the mixtures of them that have the composition. */
export const competition = statisticGroup(
  'How full of known compounds is its system, and what lies beside it?',
  {
    phasesOfAllElements: 'other known compounds of all its elements, ln(1 + n)',
    phases: 'other known compounds of two or more of its elements, ln(1 + n)',
    binariesFilled: 'share of its binary systems with a known compound',
    ternariesFilled: 'share of its ternary systems with a known compound',
    nearestPhase: 'distance of the nearest known compound, Σ |difference of fractions|',
    secondNearestPhase: 'distance of the second-nearest known compound',
    thirdNearestPhase: 'distance of the third-nearest known compound',
    phasesClose: 'known compounds within 0.1, ln(1 + n)',
    phasesMiddling: 'known compounds within 0.25, ln(1 + n)',
    phasesWide: 'known compounds within 0.5, ln(1 + n)',
    mixtureCost: 'squared distance of the phases in the nearest mixture with its composition',
    mixturePhases: 'number of phases in that mixture',
    mixtureLargestShare: 'largest share of a phase in that mixture',
    mixtureElements: 'number of pure elements in that mixture',
    mixtureBonding: 'difference in bonding of the mixture most like it in electronegativity',
  },
  (query, tables) => {
    const { phases, binaries, ternaries } = competingPhases(query, tables)
    const distances = phases.map(({ distance }) => distance).sort((a, b) => a - b)
    const within = (limit: number) => Math.log1p(distances.filter(distance => distance < limit).length)
    return {
      phasesOfAllElements: Math.log1p(phases.filter(({ size }) => size === query.elements.length).length),
      phases: Math.log1p(phases.length),
      binariesFilled: share(binaries),
      ternariesFilled: share(ternaries),
      nearestPhase: distances[0] ?? FARTHEST,
      secondNearestPhase: distances[1] ?? FARTHEST,
      thirdNearestPhase: distances[2] ?? FARTHEST,
      phasesClose: within(NEAR.close),
      phasesMiddling: within(NEAR.middling),
      phasesWide: within(NEAR.wide),
      ...mixtures(query, phases),
    }
  },
)

function mixtures(query: Query, phases: readonly CompetingPhase[]) {
  if (query.elements.length < 2 || query.elements.length > MOST_ELEMENTS) return NO_MIXTURE
  const nearest = decompose(query, phases, nearness(query))
  return {
    mixtureCost: nearest.cost,
    mixturePhases: nearest.parts.length,
    mixtureLargestShare: Math.max(...nearest.parts.map(part => part.share)),
    mixtureElements: nearest.parts.filter(({ kind }) => kind === 'element').length,
    mixtureBonding: decompose(query, phases, bondingLikeness(query)).cost,
  }
}

function share({ all, filled }: SystemCount): number {
  return all > 0 ? filled / all : 0
}
