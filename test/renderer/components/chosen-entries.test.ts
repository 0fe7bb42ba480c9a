import { describe, expect, test } from 'vitest'
import { chosenEntries } from '../../../src/renderer/components/entries/chosen-entries.ts'
import { entryQuery, NO_FILTER } from '../../../src/renderer/components/entry-filter/entry-filter.ts'
import {
  ALL_ROWS,
  addBetween,
  NO_ROWS,
  selectBetween,
  toggleRow,
} from '../../../src/renderer/components/virtual-table/row-selection.ts'

const query = entryQuery(NO_FILTER, {
  list: 3,
  bin: 'without',
  unranked: 'with',
  model: null,
  comparedModel: null,
  sort: { by: 'added', direction: 'ascending' },
})

/** A library in which the entry at place n has the number 1000 + n. */
const entriesAt = async (_: unknown, offset: number, count: number) =>
  Array.from({ length: count }, (_, i) => 1000 + offset + i)

const chosen = (rows: Parameters<typeof toggleRow>[0], total: number) =>
  chosenEntries({ query, rows, total }, entriesAt)

describe('the entries of a selection', () => {
  test('are named one by one when they are few', async () => {
    const rows = addBetween(selectBetween(2, 3), 7, 7)
    expect(await chosen(rows, 10)).toEqual({ entries: [1002, 1003, 1007] })
    expect(await chosen(NO_ROWS, 10)).toEqual({ entries: [] })
  })

  test('are a query without some when nearly all were selected', async () => {
    expect(await chosen(toggleRow(ALL_ROWS, 5), 1_000_000)).toEqual({ query, except: [1005] })
    expect(await chosen(ALL_ROWS, 3)).toEqual({ query, except: [] })
  })

  test('are a query without the others when a long range leaves few out', async () => {
    const selection = await chosen(selectBetween(2, 999_999), 1_000_000)
    expect(selection).toEqual({ query, except: [1000, 1001] })
  })

  test('cannot be told when neither they nor the others are few', async () => {
    await expect(chosen(selectBetween(0, 400_000), 1_000_000)).rejects.toMatchObject({
      code: 'library/selection-too-large',
    })
  })
})
