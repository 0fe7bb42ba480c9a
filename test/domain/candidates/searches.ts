import fc from 'fast-check'
import type {
  ChargeCondition,
  ChargedElement,
  Role,
  SearchSpec,
  WholeRange,
} from '../../../src/domain/candidates/index.ts'

/** `Na 1, Fe 2 3`: elements with their states. */
export function charged(text: string): ChargedElement[] {
  return text.split(', ').map(part => {
    const [symbol, ...states] = part.split(' ')
    return { symbol: symbol!, states: states.map(Number) }
  })
}

export function range(least: number, most: number): WholeRange {
  return { least, most }
}

export function role(name: string, elements: string, distinct: WholeRange, amounts: WholeRange): Role {
  return { name, elements: charged(elements), distinct, amounts }
}

export const SODIUM_MAGNESIUM_OXIDES: SearchSpec = {
  roles: [role('Cations', 'Na 1, Mg 2', range(1, 2), range(1, 2))],
  charge: { kind: 'balanced', by: charged('O -2') },
  required: [],
  mostAtoms: null,
}

const rangeWithin = (lowest: number, highest: number): fc.Arbitrary<WholeRange> =>
  fc
    .tuple(fc.integer({ min: lowest, max: highest }), fc.integer({ min: lowest, max: highest }))
    .map(([a, b]) => range(Math.min(a, b), Math.max(a, b)))

const statesOf = (choices: readonly number[]) => fc.subarray([...choices], { minLength: 1 })

const cations = fc
  .tuple(
    fc.subarray(['Li', 'Mg', 'Fe', 'Ti'], { minLength: 1 }),
    fc.array(statesOf([1, 2, 3, -1]), { minLength: 4, maxLength: 4 }),
    fc.option(rangeWithin(1, 4), { nil: undefined }),
    rangeWithin(1, 3),
  )
  .chain(([symbols, states, own, amounts]) =>
    rangeWithin(0, symbols.length).map(
      (distinct): Role => ({
        name: 'Cations',
        elements: symbols.map((symbol, index) => ({
          symbol,
          states: states[index]!,
          ...(index === 0 && own !== undefined ? { amounts: own } : {}),
        })),
        distinct: { least: distinct.least, most: Math.max(1, distinct.most) },
        amounts,
      }),
    ),
  )

const anions = fc.tuple(statesOf([-1, -2]), rangeWithin(1, 5), rangeWithin(0, 2)).map(
  ([states, amounts, distinct]): Role => ({
    name: 'Anions',
    elements: [
      { symbol: 'S', states },
      { symbol: 'F', states: [-1] },
    ],
    distinct,
    amounts,
  }),
)

const charge: fc.Arbitrary<ChargeCondition> = fc.oneof(
  fc.constant<ChargeCondition>({ kind: 'any' }),
  fc.constant<ChargeCondition>({ kind: 'neutral' }),
  fc.tuple(statesOf([-3, -2, 1]), fc.boolean()).map(
    ([states, alsoChlorine]): ChargeCondition => ({
      kind: 'balanced',
      by: [{ symbol: 'O', states }, ...(alsoChlorine ? charged('Cl -1') : [])],
    }),
  ),
  rangeWithin(0, 8).map(
    ({ least, most }): ChargeCondition => ({ kind: 'per-atom', least: least / 4, most: most / 4 }),
  ),
)

/** Searches of all kinds with at most some ten thousand candidates; some of them cannot be. */
export const smallSearches: fc.Arbitrary<SearchSpec> = fc.record({
  roles: fc.tuple(cations, anions).map(roles => [...roles]),
  charge,
  required: fc.subarray(['Mg', 'S', 'O'], { maxLength: 1 }),
  mostAtoms: fc.option(fc.integer({ min: 5, max: 14 }), { nil: null }),
})
