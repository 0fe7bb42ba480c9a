import { describe, expect, test } from 'vitest'
import type { List, ModelSummary } from '../../../src/contract/index.ts'
import {
  besideModel,
  changedAddress,
  modelInstead,
  rankedLists,
  rankingModels,
} from '../../../src/renderer/screens/ranking/choice/ranking-choice.ts'

const list = (id: number, name: string) => ({ id, name }) as List
const lists = [list(3, 'Garnets'), list(7, 'Oxides'), list(5, 'Sulfides')]

describe('an address ranks', () => {
  test.each([
    ['the list that it names', '3', 'Garnets'],
    ['the newest one where it names none', undefined, 'Oxides'],
    ['the newest one where what it names is gone', '4', 'Oxides'],
  ])('%s', (_, named, name) => {
    const ranked = rankedLists(named === undefined ? {} : { list: named }, lists)
    expect(ranked).toMatchObject({ kind: 'one', list: { name } })
  })

  test('all lists by their word, and nothing without any', () => {
    expect(rankedLists({ list: 'all' }, lists)).toEqual({ kind: 'all' })
    expect(rankedLists({ list: 'all' }, [])).toBeNull()
  })
})

const model = (kind: ModelSummary['kind'], id: string, isActive: boolean) =>
  ({ kind, id, name: id, isActive }) as ModelSummary
const models = [
  model('stability', 'analogs', true),
  model('rmse', 'known-stable', true),
  model('rmse', 'retrained', false),
  model('stability', 'with ours', false),
]

describe('an address ranks by', () => {
  test.each([
    ['the active model that gives RMSE', {}, 'known-stable', undefined],
    ['the one that it names', { model: 'retrained' }, 'retrained', undefined],
    ['the active one where that is gone', { model: 'gone' }, 'known-stable', undefined],
    ['one of the other kind', { model: 'with ours' }, 'with ours', undefined],
    ['one and compares one of the other kind', { with: 'analogs' }, 'known-stable', 'analogs'],
    ['one and compares another', { with: 'retrained' }, 'known-stable', 'retrained'],
    ['one, which is not compared with itself', { with: 'known-stable' }, 'known-stable', undefined],
  ])('%s', (_, address, id, compared) => {
    const found = rankingModels(address, models)
    expect([found.model?.id, found.compared?.id]).toEqual([id, compared])
  })
})

test('a change of the address leaves the rest of it as it was', () => {
  const address = { list: '3', text: 'garnet', with: 'retrained' }
  expect(changedAddress(address, { list: '7', with: null })).toEqual({ list: '7', text: 'garnet' })
})

test.each([
  ['known-stable', 'analogs'],
  ['retrained', 'analogs'],
  ['with ours', 'known-stable'],
])('%s can be seen beside %s', (id, beside) => {
  const [ranking] = models.filter(each => each.id === id)
  expect(besideModel(ranking!, models)?.id).toBe(beside)
})

test.each([
  ['retrained', 'known-stable'],
  ['with ours', 'analogs'],
  ['known-stable', null],
])('instead of a ranking by %s there can be one by the model in use: %s', (id, inUse) => {
  const [ranking] = models.filter(each => each.id === id)
  expect(modelInstead(ranking!, models)?.id ?? null).toBe(inUse)
})
