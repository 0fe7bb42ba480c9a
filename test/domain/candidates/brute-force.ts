import type { RoleElement, SearchSpec, WholeRange } from '../../../src/domain/candidates/index.ts'
import type { Composition } from '../../../src/domain/composition.ts'
import { canonicalFormula } from '../../../src/domain/formula/index.ts'

/** Canonical formulas of all candidates, found by writing out everything a search could draw. */
export function everyCandidate(spec: SearchSpec): Set<string> {
  const formulas = new Set<string>()
  const choices = spec.roles.map(role =>
    subsets(role.elements)
      .filter(({ length }) => length >= role.distinct.least && length <= role.distinct.most)
      .flatMap(elements =>
        product(elements.map(({ amounts }) => numbers(amounts ?? role.amounts))).map(amounts =>
          elements.map((element, index) => ({ element, amount: amounts[index]! })),
        ),
      ),
  )
  for (const taken of product(choices).map(parts => parts.flat())) {
    if (taken.length === 0) continue
    for (const composition of withCharge(taken, spec)) {
      const formula = canonicalFormula(composition)
      const symbols = new Set(composition.map(({ symbol }) => symbol))
      if (!spec.required.every(symbol => symbols.has(symbol))) continue
      if (spec.mostAtoms === null || reducedAtoms(formula) <= spec.mostAtoms) formulas.add(formula)
    }
  }
  return formulas
}

interface Taken {
  readonly element: Pick<RoleElement, 'symbol' | 'states'>
  readonly amount: number
}

function withCharge(taken: readonly Taken[], { charge }: SearchSpec): Composition[] {
  const composition = taken.map(({ element, amount }) => ({ symbol: element.symbol, amount }))
  if (charge.kind === 'any') return [composition]
  const charges = product(taken.map(({ element }) => element.states)).map(states =>
    states.reduce((sum, state, index) => sum + state * taken[index]!.amount, 0),
  )
  if (charge.kind === 'balanced') {
    return charges.flatMap(sum =>
      charge.by.flatMap(({ symbol, states }) =>
        states
          .filter(state => -sum / state > 0)
          .map(state => [...composition, { symbol, amount: -sum / state }]),
      ),
    )
  }
  const atoms = taken.reduce((sum, { amount }) => sum + amount, 0)
  const size = Math.min(...charges.map(Math.abs)) / atoms
  const { least, most } = charge.kind === 'neutral' ? { least: 0, most: 0 } : charge
  return size >= least && size <= most ? [composition] : []
}

function reducedAtoms(formula: string): number {
  let atoms = 0
  for (const [, amount] of formula.matchAll(/[A-Z][a-z]?(\d*)/g)) atoms += Number(amount || 1)
  return atoms
}

function subsets<T>(items: readonly T[]): T[][] {
  return Array.from({ length: 2 ** items.length }, (_, mask) =>
    items.filter((_item, index) => (mask >> index) % 2 === 1),
  )
}

function product<T>(choices: readonly (readonly T[])[]): T[][] {
  return choices.reduce<T[][]>(
    (found, options) => found.flatMap(head => options.map(item => [...head, item])),
    [[]],
  )
}

function numbers({ least, most }: WholeRange): number[] {
  return Array.from({ length: most - least + 1 }, (_, index) => least + index)
}
