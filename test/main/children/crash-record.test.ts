import { expect, it } from 'vitest'
import { afterCrash } from '../../../src/main/children/crash-record.ts'

const minutes = (...times: number[]) => times.map(time => time * 60_000)

it.each([
  ['the first crash', minutes(0), { kind: 'restart', afterMs: 250 }],
  ['a second soon after', minutes(0, 1), { kind: 'restart', afterMs: 1000 }],
  ['a third within five minutes', minutes(0, 1, 4.9), { kind: 'stop', crashes: 3 }],
  ['a third when the first is five minutes past', minutes(0, 1, 5), { kind: 'restart', afterMs: 1000 }],
  ['a second after a day', minutes(0, 1440), { kind: 'restart', afterMs: 250 }],
  ['a crash an hour for a day', minutes(0, 60, 120, 180, 240), { kind: 'restart', afterMs: 250 }],
])('%s', (_, times, next) => {
  expect(afterCrash(times)).toEqual(next)
})
