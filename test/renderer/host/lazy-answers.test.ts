import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type LazySettings, lazyAnswers } from '../../../src/renderer/host/lazy-answers.ts'

interface Asked {
  readonly questions: readonly string[]
  readonly signal: AbortSignal
  readonly answer: () => void
  readonly fail: (error: unknown) => void
}

let asked: Asked[] = []

function capitals(settings: Partial<LazySettings<string>> = {}) {
  return lazyAnswers<string>({
    ask: (questions, signal) =>
      new Promise((resolve, reject) => {
        asked.push({
          questions,
          signal,
          answer: () => resolve(questions.map(question => question.toUpperCase())),
          fail: reject,
        })
      }),
    mostAtOnce: 2,
    pauseMs: 100,
    mostKept: 3,
    ...settings,
  })
}

beforeEach(() => {
  asked = []
  vi.useFakeTimers()
})
afterEach(() => vi.useRealTimers())

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

async function answerNext(): Promise<void> {
  asked.at(-1)!.answer()
  await pass(100)
}

describe('questions of rows', () => {
  test('that fly past are never asked', async () => {
    const answers = capitals()
    const release = answers.want('nacl')
    await pass(50)
    release()
    await pass(500)
    expect(asked).toEqual([])
  })

  test('in view are asked in batches, the first to come first', async () => {
    const answers = capitals()
    for (const question of ['a', 'b', 'c']) answers.want(question)
    await pass(100)
    expect(asked.map(({ questions }) => questions)).toEqual([['a', 'b']])
    await answerNext()
    expect(answers.of('a')).toEqual({ kind: 'answer', value: 'A' })
    expect(asked.map(({ questions }) => questions)).toEqual([['a', 'b'], ['c']])
  })

  test('are asked once, however many rows share them', async () => {
    const answers = capitals()
    answers.want('a')
    const release = answers.want('a')
    await pass(100)
    release()
    expect(asked[0]!.signal.aborted).toBe(false)
    await answerNext()
    answers.want('a')
    await pass(500)
    expect(asked).toHaveLength(1)
  })

  test('are given up when all of their rows have gone, and those now in view are asked', async () => {
    const answers = capitals()
    const releases = ['a', 'b'].map(question => answers.want(question))
    await pass(100)
    releases[0]!()
    expect(asked[0]!.signal.aborted).toBe(false)
    answers.want('z')
    releases[1]!()
    expect(asked[0]!.signal.aborted).toBe(true)
    await pass(100)
    expect(asked[1]!.questions).toEqual(['z'])
    asked[0]!.answer()
    await pass(0)
    expect(answers.of('a')).toBeUndefined()
  })

  test('that failed say why, and are asked again when they come back into view', async () => {
    const answers = capitals()
    const release = answers.want('a')
    await pass(100)
    const error = new Error('The index is being built.')
    asked[0]!.fail(error)
    await pass(500)
    expect(answers.of('a')).toEqual({ kind: 'failure', error })
    expect(asked).toHaveLength(1)
    release()
    answers.want('a')
    await pass(100)
    await answerNext()
    expect(answers.of('a')).toEqual({ kind: 'answer', value: 'A' })
  })
})

describe('answers', () => {
  test('longest known go first when there are many, but never those in view', async () => {
    const answers = capitals({ mostAtOnce: 1 })
    answers.want('a')
    await pass(100)
    await answerNext()
    for (const question of ['b', 'c', 'd']) {
      const release = answers.want(question)
      await pass(100)
      await answerNext()
      release()
    }
    expect(['a', 'b', 'c', 'd'].map(question => answers.of(question)?.kind)).toEqual([
      'answer',
      undefined,
      'answer',
      'answer',
    ])
  })

  test('show until newer ones are there when they are renewed', async () => {
    const answers = capitals()
    answers.want('a')
    await pass(100)
    await answerNext()
    answers.renew()
    await pass(100)
    expect(asked[1]!.questions).toEqual(['a'])
    expect(answers.of('a')).toEqual({ kind: 'answer', value: 'A' })
  })
})
