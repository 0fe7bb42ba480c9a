import { expect, test } from 'vitest'
import { axisEnd, nearestPoint } from '../../../src/renderer/charts/scatter-points.ts'

test.each([
  [[0.0312, 0.0478], 0.049],
  [[0.1], 0.11],
  [[], 1],
])('an axis for %j ends at %d', (values, end) => {
  expect(axisEnd(values)).toBe(end)
})

const points = [
  { x: 10, y: 10 },
  { x: 14, y: 10 },
]

test.each([
  [{ x: 11, y: 10 }, 0],
  [{ x: 13, y: 12 }, 1],
  [{ x: 30, y: 10 }, null],
])('of two points the one nearest to %j is %j', (place, nearest) => {
  expect(nearestPoint(points, place, 5)).toBe(nearest)
})
