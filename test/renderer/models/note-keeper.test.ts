import { expect, it } from 'vitest'
import { type NoteState, noteKeeper } from '../../../src/renderer/screens/models/note/note-keeper.ts'

/** A storage that outlasts pages. */
function storage() {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}

/** A host that keeps a text when it is told to go on. */
function slowHost() {
  const kept: string[] = []
  const waiting: (() => void)[] = []
  return {
    kept,
    keep(text: string): Promise<string> {
      const { promise, resolve } = Promise.withResolvers<string>()
      waiting.push(() => {
        kept.push(text)
        resolve(text)
      })
      return promise
    },
    goOn: () => waiting.shift()!(),
  }
}

it('keeps texts one after the other, the last one last', async () => {
  const host = slowHost()
  const states: NoteState[] = []
  const keeper = noteKeeper({
    model: 'ours',
    drafts: storage(),
    keep: host.keep,
    onState: state => void states.push(state),
  })
  keeper.type('One')
  const first = keeper.flush()
  keeper.type('One two')
  const second = keeper.flush()
  expect(keeper.draft()).toBe('One two')
  host.goOn()
  await expect.poll(() => host.kept).toEqual(['One'])
  await expect.poll(() => states).toEqual(['keeping', 'keeping'])
  host.goOn()
  await Promise.all([first, second])
  expect(host.kept).toEqual(['One', 'One two'])
  expect(states.at(-1)).toBe('kept')
  expect(keeper.draft()).toBeNull()
})

it('hands over after a reload what the page before could not', async () => {
  const drafts = storage()
  const gone = noteKeeper({
    model: 'ours',
    drafts,
    keep: () => new Promise<string>(() => undefined),
    onState: () => undefined,
  })
  gone.type('Half typed')
  void gone.flush()
  const kept: string[] = []
  const keep = async (text: string) => {
    kept.push(text)
    return text
  }
  const other = noteKeeper({ model: 'theirs', drafts, keep, onState: () => undefined })
  await other.flush()
  expect(kept).toEqual([])
  const again = noteKeeper({ model: 'ours', drafts, keep, onState: () => undefined })
  expect(again.draft()).toBe('Half typed')
  await again.flush()
  expect(kept).toEqual(['Half typed'])
  expect(again.draft()).toBeNull()
})

it('says that a text was not kept, and has it for the next time', async () => {
  let isDown = true
  const kept: string[] = []
  const failures: unknown[] = []
  const keeper = noteKeeper({
    model: 'ours',
    drafts: storage(),
    async keep(text) {
      if (isDown) throw new Error('no room')
      kept.push(text)
      return text
    },
    onState: (state, error) => void (state === 'failed' && failures.push(error)),
  })
  keeper.type('Text')
  await keeper.flush()
  expect(failures).toEqual([new Error('no room')])
  expect(keeper.draft()).toBe('Text')
  isDown = false
  await keeper.flush()
  expect(kept).toEqual(['Text'])
})
