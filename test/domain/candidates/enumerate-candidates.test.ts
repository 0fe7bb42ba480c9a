import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  candidateBatches,
  checkSearch,
  countCandidates,
  enumerateCandidates,
  LAW_K,
  type SearchSpec,
} from '../../../src/domain/candidates/index.ts'
import { balanceCharges } from '../../../src/domain/charge/index.ts'
import { atomCount } from '../../../src/domain/composition.ts'
import { AnomaliteError } from '../../../src/domain/error.ts'
import { canonicalFormula, electropositiveOrder, formatFormula } from '../../../src/domain/formula/index.ts'
import { everyCandidate } from './brute-force.ts'
import { charged, range, role, SODIUM_MAGNESIUM_OXIDES, smallSearches } from './searches.ts'

const formulas = (spec: SearchSpec) => [...enumerateCandidates(spec)].map(c => formatFormula(c))

describe('spaces small enough to write down', () => {
  it('balances sodium and magnesium, one or two of each, with oxygen', () => {
    // Na2Mg2O3 has two of both and is the doubled NaMgO1.5 as well
    expect(formulas(SODIUM_MAGNESIUM_OXIDES)).toEqual(['Na2O', 'MgO', 'Na2Mg2O3', 'Na2Mg4O5', 'Na2MgO2'])
  })

  it('gives each proportion once when the charge is free: NaCl and Na2Cl2 are one', () => {
    const spec: SearchSpec = {
      roles: [
        role('Cations', 'Na 1', range(1, 1), range(1, 2)),
        role('Anions', 'Cl -1', range(1, 1), range(1, 2)),
      ],
      charge: { kind: 'any' },
      required: [],
      mostAtoms: null,
    }
    expect(formulas(spec)).toEqual(['NaCl', 'NaCl2', 'Na2Cl'])
  })

  it('finds what iron in two states and oxygen in a limited amount give', () => {
    const spec: SearchSpec = {
      roles: [
        role('Cations', 'Fe 2 3', range(1, 1), range(1, 4)),
        role('Anions', 'O -2', range(1, 1), range(1, 4)),
      ],
      charge: { kind: 'neutral' },
      required: [],
      mostAtoms: null,
    }
    expect(formulas(spec).sort()).toEqual(['Fe2O3', 'FeO'])
  })

  it('leaves one of many elements out without trying all ways to leave out more', () => {
    const spec: SearchSpec = {
      roles: [
        role(
          'Metals',
          'Li 1, Be 2, Na 1, Mg 2, Al 3, K 1, Ca 2, Sc 3, Ti 4, V 5, Cr 3, Mn 2, Fe 2, Co 2, Ni 2, Cu 2, Zn 2, Ga 3, Rb 1, Sr 2, Y 3, Zr 4, Nb 5, Mo 6, Ru 3, Rh 3, Pd 2, Ag 1, Cd 2, In 3',
          range(29, 29),
          range(1, 1),
        ),
      ],
      charge: { kind: 'any' },
      required: [],
      mostAtoms: null,
    }
    expect(formulas(spec)).toHaveLength(30)
  })

  it('takes amounts that start above 1 before they are reduced: Li2S2 is LiS', () => {
    const spec: SearchSpec = {
      roles: [
        role('Cations', 'Li 1', range(1, 1), range(2, 4)),
        role('Anions', 'S -2 -1', range(1, 1), range(2, 2)),
      ],
      charge: { kind: 'neutral' },
      required: [],
      mostAtoms: 2,
    }
    expect(formulas(spec)).toEqual(['LiS'])
    expect(formulas({ ...spec, mostAtoms: 3 }).sort()).toEqual(['Li2S', 'LiS'])
  })

  it('holds an element to limits of its own', () => {
    const [cations] = SODIUM_MAGNESIUM_OXIDES.roles
    const [sodium, magnesium] = cations!.elements
    const spec: SearchSpec = {
      ...SODIUM_MAGNESIUM_OXIDES,
      roles: [{ ...cations!, elements: [sodium!, { ...magnesium!, amounts: range(2, 2) }] }],
    }
    // MgO is still there, as Mg2O2
    expect(formulas(spec).sort()).toEqual(['MgO', 'Na2Mg2O3', 'Na2Mg4O5', 'Na2O'])
  })

  it('contains the required elements in every candidate', () => {
    expect(formulas({ ...SODIUM_MAGNESIUM_OXIDES, required: ['Na'] })).toEqual([
      'Na2O',
      'Na2Mg2O3',
      'Na2Mg4O5',
      'Na2MgO2',
    ])
  })

  it('counts atoms of the reduced formula, oxygen included', () => {
    expect(formulas({ ...SODIUM_MAGNESIUM_OXIDES, mostAtoms: 5 })).toEqual(['Na2O', 'MgO', 'Na2MgO2'])
  })

  it('multiplies by three where a threefold charge balances', () => {
    const spec: SearchSpec = { ...SODIUM_MAGNESIUM_OXIDES, charge: { kind: 'balanced', by: charged('N -3') } }
    expect(formulas(spec)).toEqual(['Na3N', 'Mg3N2', 'NaMgN', 'Na3Mg6N5', 'Na6Mg3N4'])
  })

  it('leaves out charges outside a window per atom', () => {
    const spec: SearchSpec = {
      roles: [
        role('Cations', 'Na 1', range(1, 1), range(1, 3)),
        role('Anions', 'O -2', range(1, 1), range(1, 1)),
      ],
      charge: { kind: 'per-atom', least: 0.25, most: 0.5 },
      required: [],
      mostAtoms: null,
    }
    // NaO −1/2, Na2O 0, Na3O +1/4
    expect(formulas(spec)).toEqual(['NaO', 'Na3O'])
  })

  it('needs no oxidation states where charges do not matter', () => {
    const spec: SearchSpec = {
      roles: [role('Metals', 'Cu, Zn, Sn', range(2, 2), range(1, 1))],
      charge: { kind: 'any' },
      required: [],
      mostAtoms: null,
    }
    expect(formulas(spec)).toEqual(['ZnCu', 'CuSn', 'ZnSn'])
  })
})

describe('laws', () => {
  test('enumeration and count agree with writing out every draw', () => {
    let possible = 0
    fc.assert(
      fc.property(smallSearches, spec => {
        if (!isPossible(spec)) return
        possible++
        const found = [...enumerateCandidates(spec)]
        expect(found.map(canonicalFormula).sort()).toEqual([...everyCandidate(spec)].sort())
        expect(found).toEqual(found.map(composition => electropositiveOrder(composition)))
        expect(countCandidates(spec)).toEqual({ count: found.length, isExact: true })
      }),
      { numRuns: 300, seed: 20 },
    )
    expect(possible).toBeGreaterThan(150)
  })

  test('neutral oxides of up to 9 atoms are neutral to the charge panel, and whole', () => {
    const spec: SearchSpec = { ...LAW_K, mostAtoms: 9 }
    const found = [...enumerateCandidates(spec)]
    expect(found.length).toBeGreaterThan(1000)
    for (const composition of found) {
      expect(atomCount(composition)).toBeLessThanOrEqual(9)
      expect(composition.every(({ amount }) => Number.isInteger(amount))).toBe(true)
    }
    for (const composition of found.filter((_, index) => index % 10 === 0)) {
      expect(balanceCharges(composition).verdict).toBe('neutral')
    }
  })

  test('batches hold what enumeration gives, also where nothing is found for long', () => {
    // No cation has nine charges: there is much to count up and nothing to find
    const [cations] = LAW_K.roles
    const barren: SearchSpec = {
      ...LAW_K,
      roles: [{ ...cations!, elements: cations!.elements.slice(0, 12), distinct: range(3, 3) }],
      charge: { kind: 'per-atom', least: 9, most: 10 },
    }
    const batches = [...candidateBatches(barren)]
    expect(batches.flat()).toEqual([...enumerateCandidates(barren)])
    expect(batches.length).toBeGreaterThan(1)
  })
})

function isPossible(spec: SearchSpec): boolean {
  try {
    checkSearch(spec)
    return true
  } catch (error) {
    if (error instanceof AnomaliteError) return false
    throw error
  }
}
