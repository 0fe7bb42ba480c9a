import { expect, it } from 'vitest'
import { trialsAtOnce } from '../../../src/host/studies/trials-at-once.ts'

const GIB = 2 ** 30

it.each<[cores: number, memoryGib: number, wished: number | null, expected: number]>([
  [1, 4, null, 1],
  [2, 8, null, 1],
  [8, 16, null, 2],
  [32, 16, null, 5],
  [32, 128, null, 8],
  [2, 8, 2, 2],
  [2, 8, 64, 2],
  [64, 8, 64, 2],
  [4, 2, null, 1],
])('%i cores and %i GiB carry, where %s are wished, %i trials', (cores, memoryGib, wished, expected) => {
  expect(trialsAtOnce({ cores, memoryBytes: memoryGib * GIB }, wished)).toBe(expected)
})
