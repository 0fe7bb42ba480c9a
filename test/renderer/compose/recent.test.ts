import { describe, expect, test } from 'vitest'
import { openFormula } from '../../../src/renderer/screens/compose/editing/composed.ts'
import {
  MOST_RECENT,
  type Recent,
  readRecents,
  recentOf,
  withRecent,
} from '../../../src/renderer/screens/compose/recent.ts'

const texts = (recents: readonly Recent[]) => recents.map(({ text }) => text)
const remembering = (...formulas: string[]) =>
  formulas.reduce<Recent[]>((recents, formula) => withRecent(recents, openFormula(formula)), [])

describe('recent compositions', () => {
  test('are kept latest first, each once however it is spelt', () => {
    expect(texts(remembering('BaTiO3', 'NaCl', 'TiBaO3'))).toEqual(['TiBaO3', 'NaCl'])
  })

  test('are so many at most', () => {
    const many = remembering(...Array.from({ length: 20 }, (_, i) => `Li${i + 1}O`))
    expect(many).toHaveLength(MOST_RECENT)
    expect(many[0]!.text).toBe('Li20O')
  })

  test('leave out what cannot be read', () => {
    expect(remembering('BaTiO3', 'BaTiQ', '')).toHaveLength(1)
  })

  test('bring chosen states back, in any spelling', () => {
    const recents = withRecent([], openFormula('KO2', {}, { O: [-0.5] }))
    expect(recentOf(recents, openFormula('O2K'))?.states).toEqual({ O: [-0.5] })
    expect(recentOf(recents, openFormula('K2O'))).toBeNull()
  })
})

test.each([null, '', '{', '3', '[{"text":1}]', '[{"text":"NaCl"}]'])(
  'stored %j is as good as nothing',
  json => {
    expect(readRecents(json)).toEqual([])
  },
)

test('what is stored is read again', () => {
  const recents = remembering('Ca1-xEuxBi2Ta2O9', 'NaCl')
  expect(readRecents(JSON.stringify(recents))).toEqual(recents)
})
