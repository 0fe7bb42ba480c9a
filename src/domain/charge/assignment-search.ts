import type { Composition } from '../composition.ts'
import { reducedComposition } from '../formula/index.ts'
import { type ChargeAssignment, type Ion, reversalCost } from './charge-assignment.ts'
import { type MixedPair, mixedPairs } from './mixed-valence.ts'
import type { OxidationChoice } from './oxidation-choices.ts'

/** At most so many assignments are kept, the most common ones. */
export const MOST_ASSIGNMENTS = 20

/** Assignments this much costlier than the best are dropped: no chemist would consider them beside it. */
const WIDEST_COST_RANGE = 6

/** Partial assignments tried before the search ends; keeps ten elements of many states within milliseconds. */
const MOST_STEPS = 12_000

/** Added when a mixed-valent element is not split into whole atoms of the reduced formula. */
const FRACTION_COST = 1

/** What the search knows of an element: how much of it there is, and the states it may have. */
interface Site {
  readonly symbol: string
  readonly amount: number
  readonly choices: readonly OxidationChoice[]
  readonly pairs: readonly MixedPair[]
  /** Lowest and highest charge the site can have. */
  readonly lowest: number
  readonly highest: number
}

/** All assignments worth telling, or whether there is one. */
export type WantedAssignments = 'all' | 'any'

/** The neutral assignments of a composition, most common first. */
export interface FoundAssignments {
  readonly assignments: readonly ChargeAssignment[]
  /** Whether every combination was tried or could be ruled out. */
  readonly isComplete: boolean
  /** The total charge nearest to zero that one state per element gives; meant for when nothing is neutral. */
  readonly closestCharge: number
}

/**
 * Finds the neutral assignments, within `tolerance` per formula unit. Each element in turn takes up the charge
 * that the others leave, these having one state each: in one state where that fits, else in two. Where any will do the
 * search ends with the first.
 */
export function findAssignments(
  composition: Composition,
  choicesOf: (symbol: string) => readonly OxidationChoice[],
  tolerance: number,
  wanted: WantedAssignments,
): FoundAssignments {
  const sites = composition.map(({ symbol, amount }): Site => {
    const choices = choicesOf(symbol)
    const charges = choices.map(choice => choice.charge * amount)
    return {
      symbol,
      amount,
      choices,
      pairs: mixedPairs(symbol, choices),
      lowest: Math.min(...charges),
      highest: Math.max(...charges),
    }
  })
  const atomsPerAmount = reducedComposition(composition)[0]!.amount / composition[0]!.amount
  const search = new AssignmentSearch(sites, atomsPerAmount, tolerance, wanted)
  for (const site of sites) {
    search.balanceBy(site)
    if (search.hasEnough) break
  }
  return search.result()
}

class AssignmentSearch {
  readonly #sites: readonly Site[]
  /** Atoms in the reduced formula per unit of the amounts given. */
  readonly #atomsPerAmount: number
  readonly #tolerance: number
  readonly #wanted: WantedAssignments
  readonly #found: ChargeAssignment[] = []
  #isComplete = true
  #closestCharge = Number.POSITIVE_INFINITY
  #balancing: Site
  #others: readonly Site[] = []
  /** Lowest and highest charge of the balancing site together with the others from each depth on. */
  #lowestFrom: readonly number[] = []
  #highestFrom: readonly number[] = []
  readonly #charges: number[] = []
  #stepsLeft = 0

  constructor(sites: readonly Site[], atomsPerAmount: number, tolerance: number, wanted: WantedAssignments) {
    this.#sites = sites
    this.#atomsPerAmount = atomsPerAmount
    this.#tolerance = tolerance
    this.#wanted = wanted
    this.#balancing = sites[0]!
  }

  get hasEnough(): boolean {
    return this.#wanted === 'any' && this.#found.length > 0
  }

  /** Tries the states of all other sites and lets this one take up the rest. */
  balanceBy(site: Site): void {
    this.#balancing = site
    this.#others = this.#sites
      .filter(other => other !== site)
      .sort((a, b) => a.choices.length - b.choices.length)
    const lowestFrom = [site.lowest]
    const highestFrom = [site.highest]
    for (const other of this.#others.toReversed()) {
      lowestFrom.unshift(lowestFrom[0]! + other.lowest)
      highestFrom.unshift(highestFrom[0]! + other.highest)
    }
    this.#lowestFrom = lowestFrom
    this.#highestFrom = highestFrom
    this.#stepsLeft = Math.floor(MOST_STEPS / this.#sites.length)
    this.#descend(0, 0, 0)
  }

  result(): FoundAssignments {
    const highest = (this.#found[0]?.cost ?? 0) + WIDEST_COST_RANGE
    return {
      assignments: this.#found.filter(({ cost }) => cost <= highest),
      isComplete: this.#isComplete,
      closestCharge: this.#closestCharge,
    }
  }

  #descend(depth: number, charge: number, cost: number): void {
    if (this.hasEnough) return
    if (this.#stepsLeft-- <= 0) {
      this.#isComplete = false
      return
    }
    if (this.#isTooCostly(cost)) return
    const lowest = charge + this.#lowestFrom[depth]!
    const highest = charge + this.#highestFrom[depth]!
    if (highest < -this.#tolerance || lowest > this.#tolerance) {
      this.#noteCharge(highest < 0 ? highest : lowest)
      return
    }
    const site = this.#others[depth]
    if (site === undefined) {
      this.#balance(charge, cost)
      return
    }
    for (const choice of site.choices) {
      this.#charges[depth] = choice.charge
      this.#descend(depth + 1, charge + choice.charge * site.amount, cost + choice.cost)
    }
  }

  #balance(charge: number, cost: number): void {
    const site = this.#balancing
    for (const choice of site.choices) {
      const rest = charge + choice.charge * site.amount
      this.#noteCharge(rest)
      // Every site finds the assignments without mixed valence; they are kept once.
      if (site === this.#sites[0] && Math.abs(rest) <= this.#tolerance) {
        this.#keep([{ symbol: site.symbol, charge: choice.charge, amount: site.amount }], cost + choice.cost)
      }
    }
    for (const pair of site.pairs) {
      if (this.#isTooCostly(cost + pair.cost)) return
      const atLower = charge + pair.lower * site.amount
      const atHigher = charge + pair.higher * site.amount
      if (atLower >= -this.#tolerance || atHigher <= this.#tolerance) continue
      const lowerAmount = (site.amount * atHigher) / (atHigher - atLower)
      const atoms = lowerAmount * this.#atomsPerAmount
      const fractionCost = Math.abs(atoms - Math.round(atoms)) > 1e-6 ? FRACTION_COST : 0
      this.#keep(
        [
          { symbol: site.symbol, charge: pair.lower, amount: lowerAmount },
          { symbol: site.symbol, charge: pair.higher, amount: site.amount - lowerAmount },
        ],
        cost + pair.cost + fractionCost,
      )
    }
  }

  #keep(balancingIons: readonly Ion[], stateCost: number): void {
    if (this.#isTooCostly(stateCost)) return
    // Weighing an assignment costs as much as a step; most of the time of large searches goes here.
    this.#stepsLeft--
    const ions = this.#sites.flatMap(site => {
      if (site === this.#balancing) return balancingIons
      const { symbol, amount } = site
      return [{ symbol, charge: this.#charges[this.#others.indexOf(site)]!, amount }]
    })
    const cost = stateCost + reversalCost(ions)
    if (this.#isTooCostly(cost)) return
    const found = this.#found
    if (found.length === MOST_ASSIGNMENTS) found.pop()
    let index = found.length
    while (index > 0 && found[index - 1]!.cost > cost) index--
    found.splice(index, 0, { ions, cost })
  }

  #isTooCostly(cost: number): boolean {
    const found = this.#found
    if (found.length === 0) return false
    return (
      cost > found[0]!.cost + WIDEST_COST_RANGE ||
      (found.length === MOST_ASSIGNMENTS && cost >= found[MOST_ASSIGNMENTS - 1]!.cost)
    )
  }

  /** Of two charges equally far from zero the positive one is kept, so that the order of elements changes nothing. */
  #noteCharge(charge: number): void {
    const nearer = Math.abs(this.#closestCharge) - Math.abs(charge)
    const isTie = Math.abs(nearer) <= 1e-9 * Math.abs(charge)
    if (isTie ? charge > this.#closestCharge : nearer > 0) this.#closestCharge = charge
  }
}
