import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  enumerateCandidates,
  LAW_G,
  LAW_K,
  type SampleEnd,
  type SearchSpec,
  sampleCandidates,
} from '../../../src/domain/candidates/index.ts'
import type { Composition } from '../../../src/domain/composition.ts'
import { canonicalFormula, formatFormula } from '../../../src/domain/formula/index.ts'
import { range, role, SODIUM_MAGNESIUM_OXIDES } from './searches.ts'

function sample(spec: SearchSpec, count: number, seed: number): { found: Composition[]; end: SampleEnd } {
  const candidates = sampleCandidates(spec, count, seed)
  const found: Composition[] = []
  for (let next = candidates.next(); ; next = candidates.next()) {
    if (next.done === true) return { found, end: next.value }
    found.push(next.value)
  }
}

describe('sampleCandidates', () => {
  it('gives the same sample for the same seed, another for another', () => {
    const { found, end } = sample(LAW_K, 500, 42)
    expect(end).toBe('complete')
    expect(sample(LAW_K, 500, 42).found).toEqual(found)
    expect(sample(LAW_K, 500, 43).found).not.toEqual(found)
  })

  it('gives each composition once, reduced', () => {
    const { found } = sample(LAW_K, 20_000, 1)
    const formulas = new Set(found.map(canonicalFormula))
    expect(formulas.size).toBe(20_000)
    for (const composition of found.slice(0, 500)) {
      expect(canonicalFormula(composition)).toBe(
        canonicalFormula(composition.map(({ symbol, amount }) => ({ symbol, amount: amount * 3 }))),
      )
      expect(composition.every(({ amount }) => Number.isInteger(amount))).toBe(true)
    }
  })

  it('balances the oxides of law K, doubling all when oxygen would be a half', () => {
    const charges = new Map(LAW_K.roles[0]!.elements.map(({ symbol, states }) => [symbol, states[0]!]))
    charges.set('O', -2)
    for (const composition of sample(LAW_K, 5000, 7).found) {
      const charge = composition.reduce((sum, { symbol, amount }) => sum + amount * charges.get(symbol)!, 0)
      expect(charge).toBe(0)
      expect(composition.length).toBeGreaterThanOrEqual(3)
      expect(composition.length).toBeLessThanOrEqual(5)
      // Twelve only where everything was doubled, and then the charge of half was odd
      const cations = composition.filter(({ symbol }) => symbol !== 'O')
      if (cations.some(({ amount }) => amount > 6)) {
        expect(cations.every(({ amount }) => amount % 2 === 0)).toBe(true)
        expect(composition.find(({ symbol }) => symbol === 'O')!.amount % 2).toBe(1)
      }
    }
  })

  it('draws the number of cations evenly: law G, 1–4 of 25, before duplicates of small ones are dropped', () => {
    // Of 2000 draws some 500 have each number; one cation has few compositions, so some of them repeat
    const cations = [0, 0, 0, 0]
    for (const composition of sample(LAW_G, 2000, 3).found) cations[composition.length - 2]!++
    const [one, two, three, four] = cations as [number, number, number, number]
    expect(one).toBeGreaterThan(380)
    for (const n of [two, three, four]) expect(Math.abs(n - 520)).toBeLessThan(80)
  })

  test('is a part of what enumeration gives, under every charge condition', () => {
    const spec: SearchSpec = {
      roles: [
        role('Cations', 'Li 1, Fe 2 3, Ti 3 4', range(1, 2), range(2, 4)),
        role('Anions', 'O -2 -1, F -1', range(1, 2), range(1, 5)),
      ],
      charge: { kind: 'neutral' },
      required: ['O'],
      mostAtoms: 9,
    }
    const conditions: SearchSpec['charge'][] = [
      spec.charge,
      { kind: 'any' },
      { kind: 'per-atom', least: 0.2, most: 0.6 },
      { kind: 'balanced', by: [{ symbol: 'S', states: [-2, 6] }] },
    ]
    fc.assert(
      fc.property(fc.constantFrom(...conditions), fc.integer(), (charge, seed) => {
        const all = new Set([...enumerateCandidates({ ...spec, charge })].map(c => formatFormula(c)))
        const { found } = sample({ ...spec, charge }, 40, seed)
        expect(found).toHaveLength(40)
        for (const composition of found) expect(all).toContain(formatFormula(composition))
      }),
      { numRuns: 40 },
    )
  })

  it('gives all there are where fewer are there than asked for, and says so', () => {
    const { found, end } = sample(SODIUM_MAGNESIUM_OXIDES, 10, 1)
    expect(end).toBe('exhausted')
    expect(found.map(canonicalFormula).sort()).toEqual(
      [...enumerateCandidates(SODIUM_MAGNESIUM_OXIDES)].map(canonicalFormula).sort(),
    )
    expect(sample(SODIUM_MAGNESIUM_OXIDES, 5, 1).end).toBe('complete')
  })

  it('ends where candidates are too rare to be drawn', () => {
    // Seven amounts of 1–1000 must add up to the eighth: one draw in 7! · 1000 does
    const spec: SearchSpec = {
      roles: [
        role('Cations', 'Li 1, Na 1, K 1, Rb 1, Cs 1, Ag 1, Tl 1', range(7, 7), range(1, 1000)),
        role('Anions', 'F -1', range(1, 1), range(1, 1000)),
      ],
      charge: { kind: 'neutral' },
      required: [],
      mostAtoms: null,
    }
    expect(sample(spec, 100, 1)).toEqual({ found: [], end: 'too-rare' })
  })
})
