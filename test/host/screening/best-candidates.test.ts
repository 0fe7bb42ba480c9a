import fc from 'fast-check'
import { expect, it } from 'vitest'
import { BestCandidates } from '../../../src/host/screening/best-candidates.ts'

const candidate = (score: number, text: string) => ({ composition: [], text, canonical: text, score })

it.each([
  ['low', 1],
  ['high', -1],
] as const)('keeps what sorting all of them would put first, in that order, best %s', (best, sign) => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 7 }), { maxLength: 12 }),
      fc.integer({ min: 1, max: 6 }),
      (slices, most) => {
        const kept = new BestCandidates(most, best)
        const all = slices.map((slice, i) => slice.map((score, j) => candidate(score, `${i}.${j}`)))
        for (const slice of all) kept.add(slice)
        const sorted = all.flat().sort((a, b) => sign * (a.score - b.score))
        expect(kept.sorted()).toEqual(sorted.slice(0, most))
      },
    ),
  )
})
