import { describe, expect, it } from 'vitest'
import {
  addErrors,
  attributeError,
  DESCRIPTOR_BLOCKS,
  DESCRIPTOR_MODES,
  describe as descriptorOf,
  ELEMENT_KINDS,
  featureLabels,
  NO_ERROR,
  type SquaredError,
  squaredError,
} from '../../../src/domain/descriptor/index.ts'
import { parseFormula } from '../../../src/domain/formula/index.ts'
import { randomStream } from '../../../src/domain/statistics/index.ts'

const LABELS = featureLabels()

/** The parts that are not zero, by name. */
function partsOf({ blocks, elements }: SquaredError) {
  const names = [...ELEMENT_KINDS.map(({ a, b }) => (b === null ? a : `${a}-${b}`)), 'elsewhere']
  const rounded = (parts: readonly (readonly [string, number])[]) =>
    Object.fromEntries(parts.filter(([, part]) => part > 0).map(([name, part]) => [name, +part.toFixed(12)]))
  return {
    blocks: rounded(DESCRIPTOR_BLOCKS.map(({ label }, i) => [label, blocks[i]!])),
    elements: rounded(names.map((name, i) => [name, elements[i]!])),
  }
}

/** Squared error of a reconstruction that misses the descriptor by these amounts in these features, and nowhere else. */
function missedBy(formula: string, errors: Readonly<Record<string, number>>): SquaredError {
  const composition = parseFormula(formula)
  const input = descriptorOf(composition, 'documented')
  const output = input.slice()
  for (const [label, error] of Object.entries(errors)) output[LABELS.indexOf(label)]! += error
  return squaredError(composition, 'documented', input, output)
}

const sum = (parts: Float64Array) => parts.reduce((all, part) => all + part, 0)

describe('the squared error of a reconstruction', () => {
  it('worked by hand: Na and Cl alone, their pair, and d with d, of which NaCl has nothing', () => {
    const error = missedBy('NaCl', { AN_10: 0.1, AN_16: -0.2, SPDFmatrix_1: 0.3, SPDFmatrix_7: 0.4 })
    expect(partsOf(error)).toEqual({
      blocks: { AN: 0.05, SPDFmatrix: 0.25 },
      elements: { s: 0.01, p: 0.04, 's-p': 0.09, elsewhere: 0.16 },
    })
  })

  it('counts a pair by the blocks of its elements, whichever comes first: La is f, as the descriptor has it', () => {
    // Pairs of p with f, and of f with f.
    const errors = { SPDFmatrix_6: 0.1, SPDFmatrix_9: 0.2 }
    const elements = { 'p-f': 0.01, 'f-f': 0.04 }
    expect(partsOf(missedBy('LaCeO3', errors)).elements).toEqual(elements)
    expect(partsOf(missedBy('O3CeLa', errors)).elements).toEqual(elements)
  })

  it.each(
    DESCRIPTOR_MODES.flatMap(mode =>
      ['Fe', 'NaCl', 'Li10GeP2S12', 'La0.6Sr0.4Co0.2Fe0.8O3', 'TcO2', 'HfNbTaTiZr'].map(formula => ({
        mode,
        formula,
      })),
    ),
  )('leaves out nothing, in either way, and agrees with the shares: $formula, $mode', ({ mode, formula }) => {
    const composition = parseFormula(formula)
    const input = descriptorOf(composition, mode)
    const random = randomStream(formula.length)
    const output = input.map(value => value + random.normal())
    const error = squaredError(composition, mode, input, output)
    const total = input.reduce((all, value, f) => all + (value - output[f]!) ** 2, 0)
    expect(sum(error.blocks) / total).toBeCloseTo(1, 12)
    expect(sum(error.elements) / total).toBeCloseTo(1, 9)
    const { blocks, elsewhere } = attributeError(composition, mode, input, output)
    blocks.forEach(({ share }, i) => {
      expect(error.blocks[i]! / total).toBeCloseTo(share, 12)
    })
    expect(error.elements.at(-1)! / total).toBeCloseTo(elsewhere, 12)
  })

  it('adds up over reconstructions', () => {
    const both = addErrors(missedBy('NaCl', { AN_10: 0.1 }), missedBy('LaCeO3', { SPDFmatrix_9: 0.2 }))
    expect(partsOf(addErrors(NO_ERROR, both))).toEqual({
      blocks: { AN: 0.01, SPDFmatrix: 0.04 },
      elements: { s: 0.01, 'f-f': 0.04 },
    })
  })
})
