import { describe, expect, test } from 'vitest'
import {
  type History,
  MOST_STEPS,
  redo,
  startHistory,
  takeStep,
  undo,
} from '../../../src/renderer/stores/step-history.ts'

const clicked = (...states: string[]): History<string> =>
  states.reduce((history, state, index) => takeStep(history, state, null, index), startHistory(''))

describe('undo and redo', () => {
  test('lead back and forth through all states', () => {
    let history = clicked('Ba', 'BaTi', 'BaTiO')
    const back = [1, 2, 3].map(() => {
      history = undo(history)
      return history.present
    })
    expect(back).toEqual(['BaTi', 'Ba', ''])
    const forth = [1, 2, 3].map(() => {
      history = redo(history)
      return history.present
    })
    expect(forth).toEqual(['Ba', 'BaTi', 'BaTiO'])
  })

  test('change nothing at the ends', () => {
    const history = clicked('Ba')
    expect(redo(history)).toBe(history)
    expect(undo(undo(history))).toEqual(undo(history))
  })

  test('a new step ends what could be done again', () => {
    const history = takeStep(undo(clicked('Ba', 'BaTi')), 'BaZr', null, 9000)
    expect(redo(history).present).toBe('BaZr')
    expect(undo(history).present).toBe('Ba')
  })

  test('typing in one breath is one step, a pause or another kind begins the next', () => {
    let history = startHistory('')
    history = takeStep(history, 'B', 'typing', 0)
    history = takeStep(history, 'Ba', 'typing', 200)
    history = takeStep(history, 'BaO', 'typing', 1200)
    history = takeStep(history, 'BaOTi', null, 1300)
    expect(history.past).toEqual(['', 'Ba', 'BaO'])
  })

  test('typing after an undo is a step of its own', () => {
    const typed = takeStep(takeStep(startHistory(''), 'B', 'typing', 0), 'Ba', 'typing', 5000)
    const again = takeStep(undo(typed), 'Be', 'typing', 5100)
    expect(undo(again).present).toBe('B')
  })

  test('the oldest steps are forgotten', () => {
    const many = clicked(...Array.from({ length: MOST_STEPS + 10 }, (_, index) => `H${index + 2}`))
    expect(many.past).toHaveLength(MOST_STEPS)
    expect(many.past[0]).toBe('H11')
  })
})
