import { expect, it } from 'vitest'
import {
  enumerateCandidates,
  LAW_K,
  type SearchSpec,
  sampleCandidates,
} from '../../../src/domain/candidates/index.ts'
import { formatFormula } from '../../../src/domain/formula/index.ts'
import { BULK_SLICE } from '../../../src/host/engine/bulk-scoring.ts'
import { candidateSlices } from '../../../src/host/screening/candidates.ts'
import type { CandidateSlice } from '../../../src/host/screening/questions.ts'

const never = new AbortController().signal
const SMALL: SearchSpec = { ...LAW_K, mostAtoms: 10 }

async function made(slices: AsyncIterable<CandidateSlice>) {
  const all = await Array.fromAsync(slices)
  return { texts: all.flatMap(({ candidates }) => candidates.map(({ text }) => text)), end: all.at(-1)!.end }
}

it('gives all candidates of a search in their order', async () => {
  const { texts, end } = await made(candidateSlices(SMALL, { kind: 'all' }, never))
  expect(texts.length).toBeGreaterThan(2 * BULK_SLICE)
  expect([texts, end]).toEqual([
    Array.from(enumerateCandidates(SMALL), composition => formatFormula(composition)),
    'complete',
  ])
})

it('draws what the seed draws', async () => {
  const { texts, end } = await made(candidateSlices(LAW_K, { kind: 'sample', count: 1300, seed: 7 }, never))
  expect([texts, end]).toEqual([
    Array.from(sampleCandidates(LAW_K, 1300, 7), composition => formatFormula(composition)),
    'complete',
  ])
})

it('says when there are no more than it gave', async () => {
  const few = { ...LAW_K, mostAtoms: 5 }
  const { texts, end } = await made(candidateSlices(few, { kind: 'sample', count: 100_000, seed: 7 }, never))
  expect([texts.length, end]).toEqual([[...enumerateCandidates(few)].length, 'exhausted'])
})

it('writes a candidate as it is read, and in its canonical form', async () => {
  for await (const { candidates } of candidateSlices(SMALL, { kind: 'sample', count: 1, seed: 1 }, never)) {
    expect(candidates).toEqual([
      {
        composition: [
          { symbol: expect.any(String), amount: expect.any(Number) },
          { symbol: expect.any(String), amount: expect.any(Number) },
          { symbol: 'O', amount: expect.any(Number) },
        ],
        text: expect.stringMatching(/O\d*$/),
        canonical: expect.stringMatching(/^([A-Z][a-z]?\d*){3}$/),
      },
    ])
  }
})

it('ends when it is given up', async () => {
  const control = new AbortController()
  const slices = candidateSlices(LAW_K, { kind: 'all' }, control.signal)
  await slices.next()
  control.abort(new Error('as asked'))
  await expect(made(slices)).rejects.toThrow('as asked')
})

it('refuses a search that cannot be', async () => {
  const slices = candidateSlices({ ...LAW_K, roles: [] }, { kind: 'all' }, never)
  await expect(slices.next()).rejects.toMatchObject({ code: 'search/empty' })
})
