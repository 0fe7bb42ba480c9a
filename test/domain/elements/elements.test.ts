import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import {
  commonOxidationStates,
  ELECTROPOSITIVE_ORDER,
  ELEMENTS,
  electronegativityRank,
  elementByNumber,
  elementBySymbol,
  isMetal,
  mainOxidationStates,
  reportedOxidationStates,
} from '../../../src/domain/elements/index.ts'

test('there are 118 elements, each found by symbol and by number', () => {
  expect(ELEMENTS).toHaveLength(118)
  for (const [index, element] of ELEMENTS.entries()) {
    expect(element.atomicNumber).toBe(index + 1)
    expect(elementBySymbol(element.symbol)).toBe(element)
    expect(elementByNumber(index + 1)).toBe(element)
  }
})

test.each(['li', 'LI', 'Xx', '', 'D', 'toString'])('%o is no symbol', symbol => {
  expect(elementBySymbol(symbol)).toBeUndefined()
})

test.each([0, 119, 1.5, -1])('%d is no atomic number', number => {
  expect(elementByNumber(number)).toBeUndefined()
})

test.each([
  [1, 'H', 'Hydrogen', 1, 1, 's', 1.008, 2.2],
  [2, 'He', 'Helium', 18, 1, 's', 4.002602, null],
  [26, 'Fe', 'Iron', 8, 4, 'd', 55.845, 1.83],
  [57, 'La', 'Lanthanum', 3, 6, 'd', 138.90547, 1.1],
  [58, 'Ce', 'Cerium', 3, 6, 'f', 140.116, 1.12],
  [63, 'Eu', 'Europium', 3, 6, 'f', 151.964, null],
  [83, 'Bi', 'Bismuth', 15, 6, 'p', 208.9804, 1.9],
  [118, 'Og', 'Oganesson', 18, 7, 'p', 294, null],
])(
  'element %d is %s',
  (atomicNumber, symbol, name, group, period, block, atomicWeight, electronegativity) => {
    expect(elementByNumber(atomicNumber)).toEqual({
      symbol,
      name,
      atomicNumber,
      group,
      period,
      block,
      atomicWeight,
      electronegativity,
    })
  },
)

test('every group and period of the periodic table has its number of elements', () => {
  const inPeriod = [1, 2, 3, 4, 5, 6, 7].map(p => ELEMENTS.filter(element => element.period === p).length)
  expect(inPeriod).toEqual([2, 8, 8, 18, 18, 32, 32])
  const inGroup = Array.from(
    { length: 18 },
    (_, g) => ELEMENTS.filter(element => element.group === g + 1).length,
  )
  expect(inGroup).toEqual([7, 6, 32, 4, 4, 4, 4, 4, 4, 4, 4, 4, 6, 6, 6, 6, 6, 7])
})

describe('oxidation states', () => {
  test.each([
    ['O', [-2], [-2, -1], [-2]],
    ['Fe', [3], [1, 2, 3, 4, 5, 6], [2, 3]],
    ['S', [-2], [-2, -1, 1, 2, 3, 4, 5, 6], [-2, 2, 4, 6]],
    ['Pm', [3], [], [3]],
    ['Xe', [6], [2, 4, 6, 8], [2, 4, 6]],
    ['He', [], [], []],
    ['No', [], [], [3]],
  ])('of %s: most reported, reported, main', (symbol, common, reported, main) => {
    expect(commonOxidationStates(symbol)).toEqual(common)
    expect(reportedOxidationStates(symbol)).toEqual(reported)
    expect(mainOxidationStates(symbol)).toEqual(main)
  })
})

describe('electronegativity order', () => {
  test('holds each element once', () => {
    expect([...ELECTROPOSITIVE_ORDER].sort()).toEqual(ELEMENTS.map(element => element.symbol).sort())
  })

  test.each([
    ['Li', 'Ge'],
    ['Ge', 'P'],
    ['P', 'S'],
    ['Na', 'Cl'],
    ['O', 'F'],
    ['Kr', 'F'],
    ['Eu', 'O'],
    ['F', 'He'],
    ['Rf', 'O'],
  ])('%s is more electropositive than %s', (positive, negative) => {
    expect(electronegativityRank(positive)).toBeLessThan(electronegativityRank(negative))
  })

  test('has no place for what is no element', () => {
    expect(() => electronegativityRank('Xx')).toThrow(RangeError)
  })
})

test('metals end at the staircase; metalloids do not count as metals', () => {
  expect(['Li', 'Ti', 'Al', 'Ga', 'Sn', 'Pb', 'Bi', 'La', 'U', 'Po'].every(isMetal)).toBe(true)
  expect(['H', 'B', 'C', 'Si', 'Ge', 'As', 'Sb', 'Te', 'O', 'Cl', 'Xe', 'He'].some(isMetal)).toBe(false)
})

const data = process.env.ANOMALITE_DATA
const mendeleevFile = join(data ?? '', 'elements', 'mendeleev_elements.csv')

describe.skipIf(data === undefined)(
  'against the source table (needs ANOMALITE_DATA, which is not part of the project)',
  () => {
    test('weights and electronegativities are those of mendeleev', () => {
      expect(existsSync(mendeleevFile)).toBe(true)
      const rows = parse(readFileSync(mendeleevFile, 'utf8'), { columns: true }) as Record<string, string>[]
      for (const row of rows) {
        const element = elementBySymbol(row.symbol!)!
        expect(element.atomicWeight).toBe(Number(row.atomic_weight))
        expect(element.electronegativity).toBe(row.en_pauling ? Number(row.en_pauling) : null)
      }
    })
  },
)
