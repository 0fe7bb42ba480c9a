import { describe, expect, it } from 'vitest'
import { TimeLeft } from '../../../src/host/jobs/time-left.ts'

describe('time left', () => {
  it.each([
    ['says nothing at once', [[0, 0]], null],
    [
      'says nothing of work that stands still',
      [
        [0, 0.2],
        [5000, 0.2],
      ],
      null,
    ],
    [
      'goes by the speed seen',
      [
        [0, 0],
        [2000, 0.1],
      ],
      18,
    ],
    [
      'counts from where resumed work began',
      [
        [0, 0.5],
        [2000, 0.6],
      ],
      8,
    ],
    [
      'forgets how slow the work was before',
      [
        [0, 0],
        [60_000, 0.1],
        [70_000, 0.3],
        [80_000, 0.5],
      ],
      25,
    ],
    [
      'knows work that tells once a minute',
      [
        [0, 0],
        [60_000, 0.1],
      ],
      540,
    ],
    [
      'ends at zero',
      [
        [0, 0],
        [2000, 1],
      ],
      0,
    ],
  ] as const)('%s', (_, samples, expected) => {
    const timeLeft = new TimeLeft()
    const seconds = samples.map(([timeMs, progress]) => timeLeft.seconds(timeMs, progress))
    if (expected === null) expect(seconds.at(-1)).toBeNull()
    else expect(seconds.at(-1)).toBeCloseTo(expected, 9)
  })
})
