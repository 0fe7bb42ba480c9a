import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { descriptorBlock } from '../../../src/domain/descriptor/blocks.ts'
import {
  DESCRIPTOR_MODES,
  type DescriptorMode,
  describe as describeComposition,
} from '../../../src/domain/descriptor/index.ts'
import { composition } from './vectors.ts'

const folder = process.env.ANOMALITE_DATA

interface SparseDescriptor {
  readonly n: number
  readonly nonzero: readonly (readonly [index: number, value: number])[]
}

type Golden = Readonly<
  Record<
    string,
    Readonly<Record<DescriptorMode, SparseDescriptor>> & {
      readonly composition: Readonly<Record<string, number>>
    }
  >
>

/** The reference has no atomic weight for Tc in either mode; the documented one has 98. */
const TECHNETIUM_BLOCKS = ['AW', 'AWAW', 'AW-AW'].map(descriptorBlock)

describe.skipIf(!folder)('reference descriptors (in the folder named by ANOMALITE_DATA)', () => {
  const golden: Golden = folder
    ? JSON.parse(readFileSync(join(folder, 'golden/descriptor-1994.json'), 'utf8'))
    : {}

  it('are 19', () => {
    expect(Object.keys(golden)).toHaveLength(19)
  })

  const cases = Object.keys(golden).flatMap(formula => DESCRIPTOR_MODES.map(mode => ({ formula, mode })))

  it.each(cases)('$formula in mode $mode agrees to 1e-9', ({ formula, mode }) => {
    const reference = golden[formula]!
    const expected = new Float64Array(reference[mode].n)
    for (const [index, value] of reference[mode].nonzero) expected[index] = value
    const isLeftOut = (index: number) =>
      formula === 'TcO2' &&
      mode === 'documented' &&
      TECHNETIUM_BLOCKS.some(({ offset, length }) => index >= offset && index < offset + length)
    const actual = describeComposition(composition(reference.composition), mode)
    // The reference is written with nine decimals.
    const wrong = Array.from(actual).flatMap((value, index) =>
      Math.abs(value - expected[index]!) > 1e-9 && !isLeftOut(index) ? [index] : [],
    )
    expect(actual).toHaveLength(expected.length)
    expect(wrong).toEqual([])
  })
})
