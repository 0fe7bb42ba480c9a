import { describe, expect, test } from 'vitest'
import { shallowRef } from 'vue'
import { rowCells } from '../../../src/renderer/components/virtual-table/columns.ts'
import { NO_ROWS, type RowSelection } from '../../../src/renderer/components/virtual-table/row-selection.ts'
import { useCursor } from '../../../src/renderer/components/virtual-table/use-cursor.ts'

const columns = ['formula', 'rmse', 'charge', 'note'].map(key => ({ key, title: key, width: 100 }))

/** A cursor in a table of a hundred rows, of which every tenth has one cell for RMSE and charge. */
function cursorOf100() {
  const selection = shallowRef<RowSelection>(NO_ROWS)
  const cursor = useCursor({
    total: () => 100,
    rowsPerPage: () => 20,
    cellsAt: index => rowCells(columns, index % 10 === 0 ? ['rmse', 'charge'] : []),
    selection,
    moved: () => undefined,
  })
  const press = (...keys: string[]) => {
    for (const chord of keys) {
      const held = chord.split('+')
      cursor.press({
        key: held.at(-1)!,
        shiftKey: held.includes('Shift'),
        ctrlKey: held.includes('Ctrl'),
        metaKey: false,
      } as KeyboardEvent)
    }
  }
  return { cursor, selection, press }
}

describe('the cursor of a table', () => {
  test.each([
    [['ArrowDown', 'ArrowDown'], 2],
    [['PageDown', 'ArrowUp'], 19],
    [['End'], 99],
    [['End', 'ArrowDown', 'PageDown'], 99],
    [['PageUp'], 0],
  ])('%j goes to row %d and selects it', (keys, index) => {
    const { cursor, selection, press } = cursorOf100()
    press(...keys)
    expect(cursor.index.value).toBe(index)
    expect(selection.value).toEqual({ kind: 'only', ranges: [{ from: index, to: index }] })
  })

  test('Shift selects from where it began, Ctrl moves without selecting, Space changes a row over', () => {
    const { selection, press } = cursorOf100()
    press('ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown')
    expect(selection.value.ranges).toEqual([{ from: 1, to: 3 }])
    press('Ctrl+ArrowDown', 'Ctrl+ArrowDown', ' ')
    expect(selection.value.ranges).toEqual([
      { from: 1, to: 3 },
      { from: 5, to: 5 },
    ])
    press('Shift+Home')
    expect(selection.value.ranges).toEqual([{ from: 0, to: 5 }])
  })

  test('Ctrl+A takes all rows, Escape none; the letter alone does nothing', () => {
    const { selection, press } = cursorOf100()
    press('a')
    expect(selection.value).toEqual(NO_ROWS)
    press('Ctrl+a')
    expect(selection.value).toEqual({ kind: 'all-but', ranges: [] })
    press('Escape')
    expect(selection.value).toEqual(NO_ROWS)
  })

  test('cells of several columns are passed in one step', () => {
    const { cursor, press } = cursorOf100()
    press('ArrowRight')
    expect(cursor.place.value).toBe(1)
    press('ArrowRight')
    expect(cursor.place.value).toBe(3)
    press('ArrowRight', 'ArrowLeft')
    expect(cursor.place.value).toBe(1)
    press('ArrowDown', 'ArrowRight', 'ArrowUp')
    expect(cursor.place.value).toBe(1)
  })
})
