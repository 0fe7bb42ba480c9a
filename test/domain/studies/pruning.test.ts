import { describe, expect, it } from 'vitest'
import { hopelessAfter, warmUpEpochs } from '../../../src/domain/studies/index.ts'

/** Ends at `last`, an epoch at a time from 1 down. */
const falling = (last: number, epochs = 20) =>
  Array.from({ length: epochs }, (_, i) => 1 - ((1 - last) * (i + 1)) / epochs)

/** Five complete trials of 20 epochs, the median one ending at 0.3. */
const FIVE = [0.1, 0.2, 0.3, 0.4, 0.5].map(last => falling(last))

it.each([
  [10, 5],
  [50, 5],
  [51, 6],
  [500, 50],
])('of %i epochs the first %i are a warm-up', (epochs, warmUp) => {
  expect(warmUpEpochs(epochs)).toBe(warmUp)
})

describe('a trial', () => {
  it.each<[what: string, losses: readonly number[], expected: number | null]>([
    ['below the median goes on', falling(0.29), null],
    ['at the median goes on', falling(0.3), null],
    ['above the median ends when the warm-up is over', falling(0.31), 6],
    ['that has not passed its warm-up goes on', falling(0.9).slice(0, 5), null],
    ['is judged by its lowest loss, not by its last', [0.2, ...falling(0.9).slice(1)], null],
    ['that falls behind later ends then', [...falling(0.3).slice(0, 9), ...Array(11).fill(0.685)], 10],
  ])('%s', (_, losses, expected) => {
    expect(hopelessAfter(losses, FIVE, 20)).toBe(expected)
  })

  it('goes on while fewer than five are complete', () => {
    expect(hopelessAfter(falling(0.9), FIVE.slice(1), 20)).toBeNull()
  })

  it('is compared with the lowest that trials had which ended early', () => {
    const stalled = [0.1, 0.1, 0.1, 0.4, 0.5].map(last => [1, last, 0.6])
    expect(hopelessAfter(falling(0.2), stalled, 20)).toBe(6)
  })

  it('is judged the same when its losses come one by one', () => {
    const losses = falling(0.31)
    const first = losses.findIndex((_, i) => hopelessAfter(losses.slice(0, i + 1), FIVE, 20) !== null)
    expect(first + 1).toBe(hopelessAfter(losses, FIVE, 20))
  })
})
