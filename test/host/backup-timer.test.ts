import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startBackupTimer } from '../../src/host/backup-timer.ts'

const QUARTER_HOUR_MS = 15 * 60_000

describe('the backup timer', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('backs up after a quarter of an hour with a change, and not after one without', async () => {
    const backUp = vi.fn(() => Promise.resolve())
    const timer = startBackupTimer(backUp, () => undefined)
    await vi.advanceTimersByTimeAsync(QUARTER_HOUR_MS)
    expect(backUp).toHaveBeenCalledTimes(0)
    timer.changed()
    timer.changed()
    await vi.advanceTimersByTimeAsync(QUARTER_HOUR_MS)
    expect(backUp).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(QUARTER_HOUR_MS)
    expect(backUp).toHaveBeenCalledTimes(1)
    timer.stop()
  })

  it('tells a failure and tries again a quarter of an hour later', async () => {
    const failures: unknown[] = []
    const backUp = vi.fn(() => Promise.reject(new Error('disk full')))
    const timer = startBackupTimer(backUp, error => failures.push(error))
    timer.changed()
    await vi.advanceTimersByTimeAsync(2 * QUARTER_HOUR_MS)
    expect(failures).toEqual([new Error('disk full'), new Error('disk full')])
    timer.stop()
    await vi.advanceTimersByTimeAsync(QUARTER_HOUR_MS)
    expect(backUp).toHaveBeenCalledTimes(2)
  })
})
