import { ELEMENT_COUNT } from '../elements/index.ts'
import { type KnownTables, proportionsKey } from '../tables/index.ts'
import type { Query } from './query.ts'
import { statisticGroup } from './statistic-group.ts'

/** The cost of a changed element, of which a well exchangeable one (ln lift 3) takes all back. */
const CHANGE = 3

const WORST_SCORE = -25
const WORST_ELEMENT = -9

/**
 * Known compounds of the same proportions, whatever their elements: how well all of them together can be exchanged for
 * the composition's. An analog's score is 0 when every change is a good one, and falls by up to 3 and more for each.
 */
export const wholeFormula = statisticGroup(
  'Is there a compound of the same proportions whose elements can all be exchanged?',
  {
    wholeBest: 'score of the best analog',
    wholeSecondBest: 'score of the second-best analog',
    wholeSum: 'sum over the analogs, ln Σ exp(score)',
    wholeWorstElement: 'best of all analogs by their least exchangeable element, ln lift, 0 at most',
  },
  (query, tables) => {
    const { elements, amounts } = query
    const n = elements.length
    let best = Number.NEGATIVE_INFINITY
    let second = Number.NEGATIVE_INFINITY
    let sum = 0
    let bestWorst = WORST_ELEMENT
    const match = new Matching(query, tables)
    for (const place of tables.byProportions.get(proportionsKey({ elements, amounts })) ?? []) {
      const known = tables.known[place]!
      if (known.elements.length !== n || !match.to(known.elements, known.amounts)) continue
      const { score, worst } = match
      if (score > best) [best, second] = [score, best]
      else second = Math.max(second, score)
      sum += Math.exp(score)
      bestWorst = Math.max(bestWorst, worst)
    }
    return {
      wholeBest: Math.max(best, WORST_SCORE),
      wholeSecondBest: Math.max(second, WORST_SCORE),
      wholeSum: Math.log(sum + 1e-9),
      wholeWorstElement: bestWorst,
    }
  },
)

/**
 * Pairs the sites of a composition with those of a known compound: equal ones first, then the rest by falling
 * exchangeability among equal amounts. One object serves all compounds, which come in thousands.
 */
class Matching {
  score = 0
  /** ln lift of the least exchangeable pair, 0 at most. */
  worst = 0
  readonly #query: Query
  readonly #logLift: Float64Array
  readonly #isMatched: Uint8Array
  readonly #isTaken: Uint8Array

  constructor(query: Query, tables: KnownTables) {
    this.#query = query
    this.#logLift = tables.exchangeability.logLift
    this.#isMatched = new Uint8Array(query.elements.length)
    this.#isTaken = new Uint8Array(query.elements.length)
  }

  /** Whether any element differs; `score` and `worst` then say how well they match. */
  to(elements: readonly number[], amounts: readonly number[]): boolean {
    let open = this.#query.elements.length - this.#matchEqual(elements, amounts)
    if (open === 0) return false
    this.score = 0
    this.worst = 0
    for (; open > 0; open--) {
      const logLift = this.#matchNext(elements, amounts)
      this.score += Math.min(logLift, CHANGE) - CHANGE
      this.worst = Math.min(this.worst, logLift)
    }
    return true
  }

  #matchEqual(elements: readonly number[], amounts: readonly number[]): number {
    const query = this.#query
    this.#isMatched.fill(0)
    this.#isTaken.fill(0)
    let equal = 0
    // Elements ascend in both.
    for (let i = 0, j = 0; i < elements.length && j < elements.length; ) {
      if (query.elements[i]! < elements[j]!) i++
      else if (query.elements[i]! > elements[j]!) j++
      else {
        if (query.amounts[i] === amounts[j]) {
          this.#isMatched[i] = this.#isTaken[j] = 1
          equal++
        }
        i++
        j++
      }
    }
    return equal
  }

  /** Pairs the most exchangeable two sites still open and returns their ln lift. */
  #matchNext(elements: readonly number[], amounts: readonly number[]): number {
    const query = this.#query
    let best = Number.NEGATIVE_INFINITY
    let bestSite = 0
    let bestKnown = 0
    for (let i = 0; i < elements.length; i++) {
      if (this.#isMatched[i]) continue
      for (let j = 0; j < elements.length; j++) {
        if (this.#isTaken[j] || query.amounts[i] !== amounts[j]) continue
        const logLift = this.#logLift[query.elements[i]! * ELEMENT_COUNT + elements[j]!]!
        if (logLift > best) {
          best = logLift
          bestSite = i
          bestKnown = j
        }
      }
    }
    this.#isMatched[bestSite] = this.#isTaken[bestKnown] = 1
    return best
  }
}
