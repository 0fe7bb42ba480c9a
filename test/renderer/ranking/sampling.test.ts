import { describe, expect, test } from 'vitest'
import { samplesOf } from '../../../src/renderer/screens/ranking/panel/sampling.ts'

describe('what is drawn of a result', () => {
  test('is all of it where it is short', () => {
    expect(samplesOf(250, 2000, 20)).toEqual([
      { offset: 0, count: 100 },
      { offset: 100, count: 100 },
      { offset: 200, count: 50 },
    ])
    expect(samplesOf(0, 2000, 20)).toEqual([])
  })

  test('are stretches from its first row to its last, apart, where it is long', () => {
    const samples = samplesOf(1_000_000, 2000, 20)
    expect(samples).toHaveLength(20)
    expect(samples[0]).toEqual({ offset: 0, count: 100 })
    expect(samples.at(-1)).toEqual({ offset: 999_900, count: 100 })
    const gaps = samples.slice(1).map(({ offset }, i) => offset - samples[i]!.offset)
    expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1)
  })
})
