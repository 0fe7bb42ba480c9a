import { expect, test } from 'vitest'
import { inTurn } from '../../../src/renderer/host/in-turn.ts'

/** Readings that end when they are told to. */
function readings() {
  const ends: PromiseWithResolvers<void>[] = []
  const read = inTurn(() => {
    const end = Promise.withResolvers<void>()
    ends.push(end)
    return end.promise
  })
  return { ends, read }
}

const settled = () => new Promise(resolve => setImmediate(resolve))

test('what is asked for during a reading is read once more, after it', async () => {
  const { ends, read } = readings()
  void read()
  void read()
  void read()
  expect(ends).toHaveLength(1)
  ends[0]!.resolve()
  await settled()
  expect(ends).toHaveLength(2)
  ends[1]!.resolve()
  await settled()
  expect(ends).toHaveLength(2)
})

test('a reading that fails tells who asked, and is followed by what was asked for meanwhile', async () => {
  const { ends, read } = readings()
  const first = read()
  const second = read()
  ends[0]!.reject(new Error('the connection broke'))
  await expect(first).rejects.toThrow('broke')
  await expect(second).rejects.toThrow('broke')
  await settled()
  expect(ends).toHaveLength(2)
})

test('one after the other are as many readings', async () => {
  const { ends, read } = readings()
  for (let reading = 0; reading < 3; reading++) {
    const asked = read()
    ends[reading]!.resolve()
    await asked
    await settled()
  }
  expect(ends).toHaveLength(3)
})
