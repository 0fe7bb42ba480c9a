import { expect, it } from 'vitest'
import { LAW_K, type SearchSpec } from '../../../src/domain/candidates/index.ts'
import { openSearchThread } from '../../../src/host/screening/search-thread.ts'

const never = new AbortController().signal

/** Each element with so many states that a step of counting alone takes milliseconds. */
const ENDLESS: SearchSpec = {
  roles: [
    {
      name: 'Anything',
      elements: ['Fe', 'Mn', 'Co', 'Ni', 'Cr', 'V', 'Mo', 'W'].map((symbol, i) => ({
        symbol,
        states: [-4 + (i % 2), -2, -1, 1, 2, 3, 4, 5, 6, 7],
      })),
      distinct: { least: 8, most: 8 },
      amounts: { least: 500, most: 1000 },
    },
  ],
  charge: { kind: 'per-atom', least: 8, most: 9 },
  required: [],
  mostAtoms: null,
}

it('counts and gives examples, the same ones for the same seed', async () => {
  const thread = openSearchThread(10_000)
  const [count, ...examples] = await Promise.all([
    thread.ask('count', { search: LAW_K }, never),
    thread.ask('examples', { search: LAW_K, count: 5, seed: 3 }, never),
    thread.ask('examples', { search: LAW_K, count: 5, seed: 3 }, never),
  ])
  expect(count).toEqual({ count: 15_590_550, isExact: true })
  expect(examples[0]).toHaveLength(5)
  expect(examples[0]).toEqual(examples[1])
  await thread.stop()
})

it('refuses a search that cannot be with the facts of the refusal', async () => {
  const thread = openSearchThread(10_000)
  const search = { ...LAW_K, roles: [{ ...LAW_K.roles[0]!, distinct: { least: 3, most: 2 } }] }
  await expect(thread.ask('count', { search }, never)).rejects.toMatchObject({
    code: 'search/invalid-range',
    details: { field: 'distinct', role: 'Cations' },
  })
  await thread.stop()
})

it.each<[how: string, mostMs: number, signal: () => AbortSignal, error: object]>([
  // In which a busy machine has started the next thread.
  ['is out of its time', 3000, () => never, { code: 'search/too-large' }],
  ['is given up', 60_000, () => AbortSignal.timeout(300), { name: 'TimeoutError' }],
])('goes on with the next question when one %s', async (_, mostMs, signal, error) => {
  const thread = openSearchThread(mostMs)
  await expect(thread.ask('count', { search: ENDLESS }, signal())).rejects.toMatchObject(error)
  const small = { search: { ...LAW_K, mostAtoms: 5 } }
  // A new thread has to start first, which takes a busy machine its time.
  await expect
    .poll(() => thread.ask('count', small, never).catch(() => null))
    .toMatchObject({ isExact: true })
  await thread.stop()
})

it('never starts on what was given up while it waited', async () => {
  const thread = openSearchThread(60_000)
  const control = new AbortController()
  const first = thread.ask('count', { search: LAW_K }, never)
  const second = thread.ask('count', { search: ENDLESS }, control.signal)
  control.abort(new Error('as asked'))
  await expect(second).rejects.toThrow('as asked')
  expect(await first).toMatchObject({ count: 15_590_550 })
  await thread.stop()
})
