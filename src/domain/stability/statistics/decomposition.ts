import { ELECTRONEGATIVITY } from '../elements/index.ts'
import type { CompetingPhase } from './phases.ts'
import type { Query } from './query.ts'

/** A mixture of phases that has the composition, of least cost. */
export interface Decomposition {
  readonly cost: number
  readonly parts: readonly MixturePart[]
}

/** A known phase or a pure element, the latter by its place in the composition; and its share by atoms. */
export type MixturePart = { readonly share: number } & (
  | { readonly kind: 'phase'; readonly phase: CompetingPhase }
  | { readonly kind: 'element'; readonly site: number }
)

/** Of very many phases the first are enough. */
const MOST_PHASES = 400

/** Shares below it are rounding. */
const NO_SHARE = 1e-7

const REDUCED_COST_TOLERANCE = 1e-9
const PIVOT_TOLERANCE = 1e-10
const RATIO_TOLERANCE = 1e-13
const MOST_STEPS = 200

/** What a phase costs in a mixture, by its atomic fractions. */
export type PhaseCost = (fractions: readonly number[]) => number

/** Squared distance of atomic fractions: the mixture is made of phases near the composition. */
export function nearness(query: Query): PhaseCost {
  return fractions => squaredDistance(fractions, query.fractions)
}

/**
 * Squared difference of mean electronegativities, and a little of the distance: the mixture is made of phases
 * whose bonding is like the composition's.
 */
export function bondingLikeness(query: Query): PhaseCost {
  const electronegativities = query.elements.map(element => ELECTRONEGATIVITY[element]!)
  const mean = (fractions: readonly number[]) =>
    fractions.reduce((sum, fraction, i) => sum + fraction * electronegativities[i]!, 0)
  const own = mean(query.fractions)
  return fractions => (mean(fractions) - own) ** 2 + 0.02 * squaredDistance(fractions, query.fractions)
}

/**
 * The mixture of phases and pure elements with the composition and the least cost per atom: a linear program,
 * min Σ w q with Σ w x = x₀ and w ≥ 0, by the simplex method in a tableau that starts from the pure elements.
 */
export function decompose(query: Query, phases: readonly CompetingPhase[], costOf: PhaseCost): Decomposition {
  const rows = query.elements.length
  const candidates = phases.slice(0, MOST_PHASES - rows)
  const columns: (readonly number[])[] = [
    ...query.elements.map((_, i) => query.elements.map((__, j) => (i === j ? 1 : 0))),
    ...candidates.map(({ fractions }) => fractions),
  ]
  const tableau = new Tableau(columns, query.fractions, columns.map(costOf))
  tableau.minimise()
  const parts = tableau.basis.flatMap((column, row): MixturePart[] => {
    const share = tableau.share(row)
    if (share <= NO_SHARE) return []
    if (column < rows) return [{ kind: 'element', site: column, share }]
    return [{ kind: 'phase', phase: candidates[column - rows]!, share }]
  })
  return { cost: tableau.cost, parts }
}

class Tableau {
  cost = 0
  /** The column that is basic in each row. */
  readonly basis: number[]
  /** Row by row; the last column holds the shares. */
  readonly #cells: Float64Array
  readonly #width: number
  readonly #reducedCosts: Float64Array

  constructor(columns: readonly (readonly number[])[], shares: readonly number[], costs: readonly number[]) {
    const rows = shares.length
    this.#width = columns.length + 1
    this.#cells = new Float64Array(rows * this.#width)
    this.basis = shares.map((_, row) => row)
    for (let row = 0; row < rows; row++) {
      columns.forEach((column, k) => {
        this.#cells[row * this.#width + k] = column[row]!
      })
      this.#cells[(row + 1) * this.#width - 1] = shares[row]!
      this.cost += costs[row]! * shares[row]!
    }
    this.#reducedCosts = Float64Array.from(columns, (column, k) =>
      column.reduce((sum, fraction, row) => sum - costs[row]! * fraction, costs[k]!),
    )
  }

  share(row: number): number {
    return this.#cells[(row + 1) * this.#width - 1]!
  }

  minimise(): void {
    for (let step = 0; step < MOST_STEPS; step++) {
      const column = this.#entering()
      if (column < 0) return
      const row = this.#leaving(column)
      if (row < 0) return
      this.#pivot(row, column)
    }
  }

  #entering(): number {
    let best = -REDUCED_COST_TOLERANCE
    let column = -1
    this.#reducedCosts.forEach((reduced, k) => {
      if (reduced >= best) return
      best = reduced
      column = k
    })
    return column
  }

  #leaving(column: number): number {
    let smallest = Number.POSITIVE_INFINITY
    let leaving = -1
    for (let row = 0; row < this.basis.length; row++) {
      const cell = this.#cells[row * this.#width + column]!
      if (cell <= PIVOT_TOLERANCE) continue
      const ratio = this.share(row) / cell
      if (ratio >= smallest - RATIO_TOLERANCE) continue
      smallest = ratio
      leaving = row
    }
    return leaving
  }

  #pivot(row: number, column: number): void {
    const [cells, width] = [this.#cells, this.#width]
    const start = row * width
    const pivot = cells[start + column]!
    for (let k = 0; k < width; k++) cells[start + k]! /= pivot
    for (let other = 0; other < this.basis.length; other++) {
      const factor = cells[other * width + column]!
      if (other === row || factor === 0) continue
      for (let k = 0; k < width; k++) cells[other * width + k]! -= factor * cells[start + k]!
    }
    const reduced = this.#reducedCosts[column]!
    this.cost += reduced * this.share(row)
    for (let k = 0; k < this.#reducedCosts.length; k++) this.#reducedCosts[k]! -= reduced * cells[start + k]!
    this.basis[row] = column
  }
}

function squaredDistance(a: readonly number[], b: readonly number[]): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2
  return sum
}
