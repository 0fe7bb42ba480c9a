import fc from 'fast-check'
import { expect, it } from 'vitest'
import { BestCandidates } from '../../../src/host/screening/best-candidates.ts'

const candidate = (rmse: number, text: string) => ({ composition: [], text, canonical: text, rmse })

it('keeps what sorting all of them would put first, in that order', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 7 }), { maxLength: 12 }),
      fc.integer({ min: 1, max: 6 }),
      (slices, most) => {
        const best = new BestCandidates(most)
        const all = slices.map((slice, i) => slice.map((rmse, j) => candidate(rmse, `${i}.${j}`)))
        for (const slice of all) best.add(slice)
        const sorted = all.flat().sort((a, b) => a.rmse - b.rmse)
        expect(best.sorted()).toEqual(sorted.slice(0, most))
      },
    ),
  )
})
