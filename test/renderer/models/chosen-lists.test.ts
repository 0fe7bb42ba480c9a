import { expect, it } from 'vitest'
import { listsOfPositives } from '../../../src/renderer/screens/models/training/chosen-lists.ts'

it('lists of positives come first, and searches not at all', () => {
  const list = (kind: 'positives' | 'literature' | 'generated' | 'scratch', name: string) => ({ kind, name })
  const all = [
    list('literature', 'a'),
    list('positives', 'b'),
    list('generated', 'c'),
    list('positives', 'd'),
  ]
  expect(listsOfPositives(all).map(({ name }) => name)).toEqual(['b', 'd', 'a'])
})
