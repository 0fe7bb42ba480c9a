import { expect, it } from 'vitest'
import { CrashRecord } from '../../../src/host/engine/crash-record.ts'

const MINUTE = 60_000

it.each<[string, readonly number[], readonly (number | null)[]]>([
  ['waits longer after the second crash and gives up at the third', [0, 1000, 2000], [250, 1000, null]],
  ['forgets crashes after five minutes', [0, 5 * MINUTE, 10 * MINUTE], [250, 250, 250]],
  ['counts the last five minutes only', [0, 3 * MINUTE, 6 * MINUTE, 7 * MINUTE], [250, 1000, 1000, null]],
])('%s', (_, times, waits) => {
  const crashes = new CrashRecord()
  expect(times.map(time => crashes.add(time))).toEqual(waits)
})
