import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { dismissNotice, notices, notify } from '../../../src/renderer/shell/notices.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  for (const { id } of [...notices]) dismissNotice(id)
  vi.useRealTimers()
})

function texts(): string[] {
  return notices.map(({ text }) => text)
}

test('a notice goes by itself, an error stays', () => {
  notify({ tone: 'good', text: 'Saved.' })
  notify({ tone: 'bad', text: 'The disk is full.' })
  vi.advanceTimersByTime(60_000)
  expect(texts()).toEqual(['The disk is full.'])
})

test('what can be undone stays longer than what is only told', () => {
  notify({ tone: 'plain', text: 'told' })
  notify({ tone: 'plain', text: 'undoable', action: { label: 'Undo', run: () => {} } })
  vi.advanceTimersByTime(7000)
  expect(texts()).toEqual(['undoable'])
})

test('the same notice twice shows once, and for its full time', () => {
  notify({ tone: 'plain', text: 'Again' })
  vi.advanceTimersByTime(5000)
  notify({ tone: 'plain', text: 'Again' })
  vi.advanceTimersByTime(5000)
  expect(texts()).toEqual(['Again'])
})

test('of too many the oldest goes', () => {
  for (const n of [1, 2, 3, 4, 5, 6]) notify({ tone: 'bad', text: `error ${n}` })
  expect(texts()).toEqual(['error 2', 'error 3', 'error 4', 'error 5', 'error 6'])
})
