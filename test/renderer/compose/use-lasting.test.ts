import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, ref } from 'vue'
import { useLasting } from '../../../src/renderer/screens/compose/use-lasting.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('what is so for a while lasts until it is not', () => {
  const isStale = ref(false)
  const scope = effectScope()
  const lasting = scope.run(() => useLasting(() => isStale.value, 200))!
  isStale.value = true
  vi.advanceTimersByTime(199)
  expect(lasting.value).toBe(false)
  vi.advanceTimersByTime(1)
  expect(lasting.value).toBe(true)
  isStale.value = false
  expect(lasting.value).toBe(false)
  scope.stop()
})

test('what comes and goes with every keystroke never lasts', () => {
  const isStale = ref(false)
  const scope = effectScope()
  const lasting = scope.run(() => useLasting(() => isStale.value, 200))!
  for (let keystroke = 0; keystroke < 10; keystroke++) {
    isStale.value = true
    vi.advanceTimersByTime(150)
    isStale.value = false
    vi.advanceTimersByTime(20)
    expect(lasting.value).toBe(false)
  }
  scope.stop()
})
