import { describe, expect, test } from 'vitest'
import { effectScope, ref } from 'vue'
import { useLatest } from '../../../src/renderer/host/use-latest.ts'

/** A question that can be changed, and answers that come when they are told to. */
function asked(first: string | null) {
  const question = ref(first)
  const calls: { question: string; signal: AbortSignal; answer: PromiseWithResolvers<string> }[] = []
  const latest = useLatest(
    () => question.value,
    text => text,
    (text, signal) => {
      const answer = Promise.withResolvers<string>()
      calls.push({ question: text, signal, answer })
      return answer.promise
    },
  )
  return { question, calls, latest }
}

const settled = () => new Promise(resolve => setTimeout(resolve))

describe('the latest answer', () => {
  test('comes to the question, and stays as a stale one while the next is awaited', async () => {
    const { question, calls, latest } = asked('NaCl')
    calls[0]!.answer.resolve('familiar')
    await settled()
    expect(latest.answer.value).toEqual({ question: 'NaCl', value: 'familiar' })
    question.value = 'NaCl2'
    expect(latest.isStale.value).toBe(true)
    expect(latest.answer.value?.value).toBe('familiar')
    calls[1]!.answer.resolve('strange')
    await settled()
    expect(latest.answer.value?.value).toBe('strange')
    expect(latest.isStale.value).toBe(false)
  })

  test('is never that of an earlier question, which is given up', async () => {
    const { question, calls, latest } = asked('B')
    question.value = 'Ba'
    expect(calls[0]!.signal.aborted).toBe(true)
    calls[1]!.answer.resolve('of Ba')
    await settled()
    calls[0]!.answer.resolve('of B')
    await settled()
    expect(latest.answer.value?.value).toBe('of Ba')
  })

  test('is none when nothing is asked any more', async () => {
    const { question, calls, latest } = asked('B')
    question.value = null
    calls[0]!.answer.resolve('of B')
    await settled()
    expect(latest.answer.value).toBeNull()
  })

  test('is given up with what asked for it', async () => {
    const scope = effectScope()
    const { calls, latest } = scope.run(() => asked('B'))!
    scope.stop()
    expect(calls[0]!.signal.aborted).toBe(true)
    calls[0]!.answer.reject(calls[0]!.signal.reason)
    await settled()
    expect([latest.answer.value, latest.failure.value]).toEqual([null, null])
  })

  test('can fail, and be asked for again', async () => {
    const { calls, latest } = asked('B')
    calls[0]!.answer.reject(new Error('stopped'))
    await settled()
    expect(latest.failure.value).toEqual(new Error('stopped'))
    latest.again()
    expect(latest.failure.value).toBeNull()
    calls[1]!.answer.resolve('of B')
    await settled()
    expect(latest.answer.value?.value).toBe('of B')
  })

  test('is settled once the last question has its answer or its failure', async () => {
    const { question, calls, latest } = asked('B')
    const order: string[] = []
    const waiting = latest.settled().then(() => order.push('settled'))
    question.value = 'Ba'
    calls[0]!.answer.reject(new Error('given up'))
    await settled()
    expect(order).toEqual([])
    order.push('answered')
    calls[1]!.answer.reject(new Error('stopped'))
    await waiting
    expect(order).toEqual(['answered', 'settled'])
    await latest.settled()
  })

  test('is not asked for while the question stays the same', () => {
    const { question, calls } = asked('B')
    question.value = 'B'
    expect(calls).toHaveLength(1)
  })
})
