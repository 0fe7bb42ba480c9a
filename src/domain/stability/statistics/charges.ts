import { INTERMETALLIC } from '../chemistry.ts'
import { COMMON_STATES, type ElementIndex, REPORTED_STATES } from '../elements/index.ts'
import { LEARNT_STATES } from '../tables/index.ts'
import type { Query } from './query.ts'
import { statisticGroup } from './statistic-group.ts'

/** What stands for "charges say nothing": intermetallics, elements, and elements without oxidation states. */
const NOT_IONIC = { neutralProbability: 1, bestAssignment: 1, nearNeutralProbability: 1, rarestState: 1 }

/** What stands for "no neutral assignment". */
const IMPOSSIBLE = -14

/** Charge per atom by which a formula may miss neutrality before it counts as 1/e of a neutral one. */
const CHARGE_SCALE_PER_ATOM = 0.08

/** How probable neutral oxidation states are, by the states the elements have in known compounds of this kind. */
export const oxidationStates = statisticGroup(
  'Do the oxidation states that the elements usually have add up to zero?',
  {
    neutralProbability: 'probability that the charges add up to zero, ln',
    bestAssignment: 'probability of the most probable neutral assignment, ln per element',
    nearNeutralProbability: 'probability that the charges add up to zero or nearly, ln',
    rarestState: 'probability of the rarest oxidation state in the best neutral assignment, ln',
  },
  ({ elements, amounts, atoms, chemistry }, { stateProbabilities }) => {
    if (!isIonic({ elements, chemistry })) return NOT_IONIC
    let outcomes = new Map<number, ChargeOutcome>([[0, { probability: 1, best: 1, rarest: 1 }]])
    elements.forEach((element, i) => {
      outcomes = withSite(outcomes, element, amounts[i]!, stateProbabilities[chemistry]![element]!)
    })
    let nearNeutral = 0
    for (const [charge, { probability }] of outcomes) {
      nearNeutral += probability * Math.exp(-Math.abs(charge) / (CHARGE_SCALE_PER_ATOM * atoms))
    }
    const neutral = outcomes.get(0)
    return {
      neutralProbability: neutral ? Math.log(neutral.probability + 1e-6) : IMPOSSIBLE,
      bestAssignment: neutral ? Math.log(neutral.best + 1e-6) / elements.length : IMPOSSIBLE,
      nearNeutralProbability: Math.log(nearNeutral + 1e-6),
      rarestState: neutral ? Math.log(neutral.rarest + 1e-4) : IMPOSSIBLE,
    }
  },
)

/** Whether charges say anything of a composition: not of intermetallics, elements, and elements without states. */
export function isIonic({ elements, chemistry }: Pick<Query, 'elements' | 'chemistry'>): boolean {
  return (
    chemistry !== INTERMETALLIC &&
    elements.length > 1 &&
    elements.every(element => LEARNT_STATES[element]!.length > 0)
  )
}

/** All assignments with one total charge. */
interface ChargeOutcome {
  probability: number
  /** Probability of the most probable of them, and of its rarest state. */
  best: number
  rarest: number
}

function withSite(
  outcomes: ReadonlyMap<number, ChargeOutcome>,
  element: ElementIndex,
  amount: number,
  probabilities: Float64Array,
): Map<number, ChargeOutcome> {
  const next = new Map<number, ChargeOutcome>()
  for (const [charge, { probability, best, rarest }] of outcomes) {
    LEARNT_STATES[element]!.forEach((state, place) => {
      const p = probabilities[place]!
      const total = charge + state * amount
      let outcome = next.get(total)
      if (!outcome) {
        outcome = { probability: 0, best: 0, rarest: 0 }
        next.set(total, outcome)
      }
      outcome.probability += probability * p
      if (best * p <= outcome.best) return
      outcome.best = best * p
      outcome.rarest = Math.min(rarest, p)
    })
  }
  return next
}

const LARGEST_IMBALANCE = 5

/** Whether states in the tables make the formula neutral, however rare they are. */
export const neutrality = statisticGroup(
  'Can oxidation states be found that add up to zero?',
  {
    neutralByCommonStates: '1 when the most common states make it neutral',
    imbalanceOfCommonStates: 'charge left over by the most common states, per atom',
    neutralAssignments: 'number of neutral assignments of reported states, ln(1 + n)',
    imbalanceOfReportedStates: 'smallest charge left over by reported states, per atom',
  },
  query => {
    const common = chargesOf(query, COMMON_STATES)
    const reported = chargesOf(query, REPORTED_STATES)
    return {
      neutralByCommonStates: common.neutral > 0 ? 1 : 0,
      imbalanceOfCommonStates: common.imbalancePerAtom,
      neutralAssignments: Math.log1p(reported.neutral),
      imbalanceOfReportedStates: reported.imbalancePerAtom,
    }
  },
)

/** Number of neutral assignments, and the smallest charge; elements without states count as uncharged. */
function chargesOf({ elements, amounts, atoms }: Query, states: readonly (readonly number[])[]) {
  let counts = new Map<number, number>([[0, 1]])
  elements.forEach((element, i) => {
    if (states[element]!.length === 0) return
    const next = new Map<number, number>()
    for (const [charge, count] of counts) {
      for (const state of states[element]!) {
        const total = charge + state * amounts[i]!
        next.set(total, (next.get(total) ?? 0) + count)
      }
    }
    counts = next
  })
  let smallest = Number.POSITIVE_INFINITY
  for (const charge of counts.keys()) smallest = Math.min(smallest, Math.abs(charge))
  return {
    neutral: counts.get(0) ?? 0,
    imbalancePerAtom: Math.min(smallest / atoms, LARGEST_IMBALANCE),
  }
}
