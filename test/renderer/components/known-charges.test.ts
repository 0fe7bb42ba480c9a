import { expect, test } from 'vitest'
import type { Charge } from '../../../src/renderer/components/charge-words.ts'
import { knownCharges } from '../../../src/renderer/components/entries/charges/known-charges.ts'

/** Idle moments that come when the test says so. */
function idleMoments() {
  const works: (() => void)[] = []
  return {
    later: (work: () => void) => works.push(work),
    pass() {
      while (works.length > 0) works.shift()!()
    },
  }
}

test('a verdict is not known at once, and then for good', () => {
  const idle = idleMoments()
  const charges = knownCharges('all', new Map(), idle.later)
  expect(charges.of('ClNa')).toBeNull()
  charges.stop()
  expect(charges.of('ClNa')).toBeNull()
  idle.pass()
  expect(charges.of('ClNa')).toMatchObject({ verdict: 'neutral', chargePerAtom: 0 })
})

test('what was asked for last comes first, and what scrolled past long ago not at all', () => {
  const idle = idleMoments()
  const found: string[] = []
  const known = new Map<string, Charge>()
  const charges = knownCharges('all', known, idle.later)
  for (let oxygen = 1; oxygen <= 400; oxygen++) charges.of(`Na2O${oxygen}`)
  idle.pass()
  found.push(...known.keys())
  expect(found[0]).toBe('Na2O400')
  expect(found).toHaveLength(300)
  expect(known.has('Na2O100')).toBe(false)
})
