import { expect, it } from 'vitest'
import { CrashRecord } from '../../../src/host/engine/crash-record.ts'

const MINUTE_MS = 60_000

it('waits longer after each crash and gives up at the third in five minutes', () => {
  const crashes = new CrashRecord()
  expect([crashes.add(0), crashes.add(MINUTE_MS), crashes.add(2 * MINUTE_MS)]).toEqual([250, 1000, null])
})

it('forgets crashes that are more than five minutes old', () => {
  const crashes = new CrashRecord()
  expect([crashes.add(0), crashes.add(MINUTE_MS), crashes.add(6.5 * MINUTE_MS)]).toEqual([250, 1000, 250])
})
