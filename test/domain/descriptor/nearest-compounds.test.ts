import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Composition } from '../../../src/domain/composition.ts'
import {
  describe as describeComposition,
  ELEMENT_PROPERTIES,
  NearestCompounds,
  type Neighbour,
} from '../../../src/domain/descriptor/index.ts'
import { canonicalFormula, parseFormula } from '../../../src/domain/formula/index.ts'
import { permutation, randomStream } from '../../../src/domain/statistics/index.ts'

const model = new URL('../../../resources/models/known-stable/', import.meta.url)
const REAL = ['training.txt', 'held-out.txt'].flatMap(file =>
  readFileSync(new URL(file, model), 'utf8').trim().split('\n'),
)
/** One real formula in fifteen: 2256. */
const KNOWN = REAL.filter((_, i) => i % 15 === 0)

const random = randomStream(11)

/** One to six of the 102 elements, in amounts whole or broken, small beside large now and then. */
function randomComposition(): Composition {
  const elements = permutation(ELEMENT_PROPERTIES.length, random).slice(0, 1 + random.integer(6))
  return Array.from(elements, element => ({
    symbol: ELEMENT_PROPERTIES[element]![0],
    amount: [1 + random.integer(12), random.uniform() + 0.01, 1e-4][random.integer(3)]!,
  }))
}

const descriptor = (composition: Composition) => describeComposition(composition, 'documented')

function bruteForce(known: readonly string[], vectors: Map<string, Float64Array>, from: Composition) {
  const v = descriptor(from)
  const distance = (w: Float64Array) => {
    let sum = 0
    for (let i = 0; i < v.length; i++) sum += (v[i]! - w[i]!) ** 2
    return Math.sqrt(sum)
  }
  return known
    .map(formula => ({ formula, distance: distance(vectors.get(formula)!) }))
    .sort((a, b) => a.distance - b.distance || (a.formula < b.formula ? -1 : 1))
}

function setOf(formulas: readonly string[]): NearestCompounds {
  const compounds = new NearestCompounds()
  compounds.add(formulas)
  return compounds
}

const names = (neighbours: readonly Neighbour[]) => neighbours.map(({ formula }) => formula)

describe('the nearest compounds', () => {
  it('are those of a search through all, for real and random compositions among real and random ones', () => {
    const known = [
      ...new Set([...KNOWN, ...Array.from({ length: 300 }, () => canonicalFormula(randomComposition()))]),
    ]
    const vectors = new Map(known.map(formula => [formula, descriptor(parseFormula(formula))]))
    const compounds = setOf(known)
    expect(compounds.size).toBe(known.length)
    expect(known.length).toBeGreaterThan(2500)
    const queries = [
      ...REAL.filter((_, i) => i % 1500 === 3).map(formula => parseFormula(formula)),
      ...known.filter((_, i) => i % 200 === 0).map(formula => parseFormula(formula)),
      ...Array.from({ length: 30 }, randomComposition),
    ]
    for (const [i, query] of queries.entries()) {
      const count = [1, 5, 50][i % 3]!
      expect(compounds.nearest(query, count)).toEqual(
        bruteForce(known, vectors, query)
          .slice(0, count)
          .map(({ formula, distance }) => ({ formula, distance: expect.closeTo(distance, 10) })),
      )
    }
  })

  it('lie on a line where they are of the same two elements, their pairs weighing alike in all', () => {
    // x(Na) is 1/4, 1/2, 3/4: from the first to the third it is twice as far as to the second.
    const [same, half, whole] = setOf(['ClNa', 'ClNa3', 'Cl3Na']).nearest(parseFormula('NaCl3'), 3)
    expect(names([same!, half!, whole!])).toEqual(['Cl3Na', 'ClNa', 'ClNa3'])
    expect(same!.distance).toBe(0)
    expect(whole!.distance / half!.distance).toBeCloseTo(2, 4)
  })

  it('include the composition itself, first, unless it is to be left out', () => {
    const compounds = setOf(['ClNa', 'ClK', 'BrK'])
    expect(names(compounds.nearest(parseFormula('NaCl'), 2))).toEqual(['ClNa', 'ClK'])
    expect(compounds.nearest(parseFormula('Na2Cl2'), 1)[0]!.distance).toBe(0)
    expect(names(compounds.nearest(parseFormula('NaCl'), 2, 'ClNa'))).toEqual(['ClK', 'BrK'])
    expect(names(compounds.nearest(parseFormula('NaCl'), 2, 'CsI'))).toEqual(['ClNa', 'ClK'])
  })

  it('are all there are when there are fewer, and none of none', () => {
    expect(names(setOf(['ClNa', 'ClK']).nearest(parseFormula('NaCl'), 10))).toEqual(['ClNa', 'ClK'])
    expect(setOf([]).nearest(parseFormula('NaCl'), 10)).toEqual([])
    expect(setOf(['ClNa']).nearest(parseFormula('NaCl'), 0)).toEqual([])
  })

  it('of an element that the descriptor does not cover are refused', () => {
    expect(() => setOf(['ClNa']).nearest(parseFormula('LrCl3'), 1)).toThrow(
      expect.objectContaining({ code: 'descriptor/element-outside' }),
    )
  })
})

describe('the set of known compounds', () => {
  it('takes each compound once, and says which it cannot describe', () => {
    const compounds = new NearestCompounds()
    expect(compounds.add(['ClNa', 'Cl3Lr', 'ClNa', 'FLr2'])).toEqual(['Cl3Lr', 'FLr2'])
    expect(compounds.add(['ClNa', 'ClK'])).toEqual([])
    expect(compounds.size).toBe(2)
  })

  it('forgets what is removed and takes it again', () => {
    const compounds = setOf(['ClNa', 'ClK', 'BrK'])
    compounds.remove(['ClK', 'CsI', 'ClK'])
    expect(compounds.size).toBe(2)
    expect(names(compounds.nearest(parseFormula('KCl'), 3))).toEqual(['BrK', 'ClNa'])
    compounds.add(['ClK'])
    expect(compounds.size).toBe(3)
    expect(names(compounds.nearest(parseFormula('KCl'), 3))).toEqual(['ClK', 'BrK', 'ClNa'])
  })

  it('grows by parts into the same as at once', () => {
    const byParts = new NearestCompounds()
    for (let start = 0; start < KNOWN.length; start += 100) byParts.add(KNOWN.slice(start, start + 100))
    const atOnce = setOf(KNOWN)
    for (const formula of ['Li10GeP2S12', 'BaTiO3', 'MgB2']) {
      const query = parseFormula(formula)
      expect(byParts.nearest(query, 20)).toEqual(atOnce.nearest(query, 20))
    }
  })

  it('refuses a formula that cannot be read, and keeps those before it', () => {
    const compounds = new NearestCompounds()
    expect(() => compounds.add(['ClNa', 'Xx2', 'ClK'])).toThrow(
      expect.objectContaining({ code: 'formula/unknown-element' }),
    )
    expect(compounds.size).toBe(1)
  })
})
