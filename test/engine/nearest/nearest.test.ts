import { describe, expect, it, onTestFinished } from 'vitest'
import { parseFormula } from '../../../src/domain/formula/index.ts'
import { startNearest } from '../../../src/engine/index.ts'
import { FORMULAS } from '../material.ts'

function ownThread() {
  const thread = startNearest()
  onTestFinished(() => thread.stop())
  return thread
}

describe('the thread that finds nearest compounds', () => {
  it('answers calls in their order, also those made before it has started', async () => {
    const thread = ownThread()
    const [leftOut, before, , after, without] = await Promise.all([
      thread.add([...FORMULAS, 'Cl3Lr']),
      thread.nearest(parseFormula('NaCl'), 2),
      thread.remove(['ClNa']),
      thread.nearest(parseFormula('NaCl'), 1),
      thread.nearest(parseFormula('NaCl'), 1, 'ClK'),
    ])
    expect(leftOut).toEqual(['Cl3Lr'])
    expect(before.map(({ formula }) => formula)).toEqual(['ClNa', 'ClK'])
    expect(after.map(({ formula }) => formula)).toEqual(['ClK'])
    expect(without.map(({ formula }) => formula)).not.toContain('ClK')
  })

  it('answers what it refuses with the typed error, and goes on', async () => {
    const thread = ownThread()
    await expect(thread.add(['Xx2'])).rejects.toMatchObject({
      name: 'AnomaliteError',
      code: 'formula/unknown-element',
    })
    await expect(thread.nearest(parseFormula('LrCl3'), 1)).rejects.toMatchObject({
      code: 'descriptor/element-outside',
      details: { element: 'Lr' },
    })
    expect(await thread.nearest(parseFormula('NaCl'), 1)).toEqual([])
  })

  it('rejects what is still asked of it when it is stopped, and all after', async () => {
    const thread = startNearest()
    const waiting = thread.add(FORMULAS).catch((error: unknown) => error)
    await thread.stop()
    expect(await waiting).toMatchObject({ code: 'nearest/stopped' })
    await expect(thread.nearest(parseFormula('NaCl'), 1)).rejects.toMatchObject({ code: 'nearest/stopped' })
    await thread.stop()
  })
})
