import { describe, expect, test } from 'vitest'
import { PAGE_ROWS, rowPages } from '../../../src/renderer/components/virtual-table/row-pages.ts'

interface Request {
  readonly offset: number
  readonly signal: AbortSignal
  readonly answer: (rows: readonly string[]) => void
  readonly fail: (error: unknown) => void
}

/** A source that answers when it is told to. */
function slowSource() {
  const requests: Request[] = []
  const failures: unknown[] = []
  const pages = rowPages<string>(
    (offset, _count, signal) =>
      new Promise((answer, fail) => {
        requests.push({ offset, signal, answer, fail })
      }),
    { changed: () => {}, failed: error => failures.push(error) },
  )
  return { pages, requests, failures, offsets: () => requests.map(({ offset }) => offset) }
}

function rowsFrom(offset: number, mark = ''): string[] {
  return Array.from({ length: PAGE_ROWS }, (_, i) => `${offset + i}${mark}`)
}

async function settled(): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, 0))
}

describe('fetching', () => {
  test('what shows comes first, then a page ahead and one behind, two requests at a time', async () => {
    const { pages, requests, offsets } = slowSource()
    pages.show(250, 280)
    expect(offsets()).toEqual([200, 300])
    requests[0]!.answer(rowsFrom(200))
    await settled()
    expect(offsets()).toEqual([200, 300, 100])
    expect(pages.row(250)).toBe('250')
    expect(pages.row(100)).toBeUndefined()
  })

  test('what scrolled out of view before it came is given up', () => {
    const { pages, requests, offsets } = slowSource()
    pages.show(0, 30)
    pages.show(500_000, 500_030)
    expect(requests[0]!.signal.aborted).toBe(true)
    expect(offsets()).toContain(500_000)
  })

  test('a page is fetched once, however often it shows', async () => {
    const { pages, requests, offsets } = slowSource()
    pages.show(0, 30)
    for (const request of requests) request.answer(rowsFrom(request.offset))
    await settled()
    pages.show(10, 40)
    pages.show(0, 30)
    expect(offsets()).toEqual([0, 100])
  })
})

describe('a result that changed', () => {
  test('rows stay until their page has come anew', async () => {
    const { pages, requests } = slowSource()
    pages.show(0, 30)
    for (const request of [...requests]) request.answer(rowsFrom(request.offset))
    await settled()
    pages.renew()
    expect(pages.row(3)).toBe('3')
    requests.findLast(({ offset }) => offset === 0)!.answer(rowsFrom(0, ' again'))
    await settled()
    expect(pages.row(3)).toBe('3 again')
  })

  test('an answer to the question before is not taken', async () => {
    const { pages, requests } = slowSource()
    pages.show(0, 30)
    pages.clear()
    requests[0]!.answer(rowsFrom(0, ' of old'))
    await settled()
    expect(pages.row(3)).toBeUndefined()
  })
})

test('a failure is told, not asked again by itself, and healed on demand', async () => {
  const { pages, requests, failures, offsets } = slowSource()
  pages.show(0, 30)
  requests[0]!.fail(new Error('gone'))
  await settled()
  expect(failures).toEqual([new Error('gone')])
  expect(offsets().filter(offset => offset === 0)).toHaveLength(1)
  pages.retry()
  requests.findLast(({ offset }) => offset === 0)!.answer(rowsFrom(0))
  await settled()
  expect(failures.at(-1)).toBeNull()
  expect(pages.row(0)).toBe('0')
})
