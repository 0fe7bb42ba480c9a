import { expect, it } from 'vitest'
import { logTicks } from '../../../src/renderer/charts/ticks.ts'

it.each([
  // Losses of a training: less than a power of ten, so steps within it.
  { least: 0.0014, most: 0.0085, ticks: [0.001, 0.0015, 0.002, 0.003, 0.004, 0.005, 0.006, 0.008, 0.01] },
  { least: 0.0014, most: 0.05, ticks: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05] },
  { least: 2e-6, most: 0.5, ticks: [1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1] },
  { least: 0.0081, most: 0.0088, ticks: [0.008, 0.0082, 0.0084, 0.0086, 0.0088] },
  // One value, on a tick: the axis still has a length.
  { least: 0.02, most: 0.02, ticks: [0.02, 0.03] },
])('a logarithmic axis from $least to $most has round ticks around it', ({ least, most, ticks }) => {
  expect(logTicks(least, most)).toEqual(ticks)
})
