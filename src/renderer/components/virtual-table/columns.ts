/** A column of a table; its cells are drawn by the slot `cell-<key>`. */
export interface TableColumn {
  readonly key: string
  readonly title: string
  /** Said of the title in a tooltip: what it means, its unit. */
  readonly hint?: string
  /** Usual width in pixels. */
  readonly width: number
  readonly align?: 'left' | 'right'
  /** Columns that cannot be sorted by say so; all others can. */
  readonly isSortable?: false
  /** A column that cannot be hidden: what a row is known by. */
  readonly isFixed?: true
  /** A column that shows only when it is asked for. */
  readonly isOnDemand?: true
  /** Its cells are edited in place: by F2 and a double click. */
  readonly isEditable?: true
}

/**
 * How far from the left edge the columns stay that stand first and cannot be hidden, in pixels by their keys: what a
 * row is known by stays in view when the others are scrolled.
 *
 * @param columns those that show, in their order
 */
export function pinnedColumns(columns: readonly TableColumn[]): ReadonlyMap<string, number> {
  const pinned = new Map<string, number>()
  let left = 0
  for (const { key, width, isFixed } of columns) {
    if (!isFixed) break
    pinned.set(key, left)
    left += width
  }
  return pinned
}

/** A cell of a row, over one column or several. */
export interface RowCell {
  readonly column: TableColumn
  /** Place of its first column among those that show. */
  readonly place: number
  /** How many columns it covers. */
  readonly span: number
}

export interface TableSort {
  readonly key: string
  readonly direction: 'ascending' | 'descending'
}

/** How the user has set the columns: kept from one start to the next. */
export interface ColumnLayout {
  /** By key; the usual width where there is none. */
  readonly widths: Readonly<Record<string, number>>
  readonly hidden: readonly string[]
  /** Of those that show only when they are asked for, those that were. */
  readonly asked: readonly string[]
}

export const USUAL_LAYOUT: ColumnLayout = { widths: {}, hidden: [], asked: [] }

/** How far one key press moves a column's edge, in pixels. */
export const WIDTH_STEP = 16

const NARROWEST = 48
const WIDEST = 1200

/** Columns that show, each at its width. */
export function shownColumns(columns: readonly TableColumn[], layout: ColumnLayout): TableColumn[] {
  return columns
    .filter(column => isShown(column, layout))
    .map(column => ({ ...column, width: layout.widths[column.key] ?? column.width }))
}

export function isShown({ key, isFixed, isOnDemand }: TableColumn, { hidden, asked }: ColumnLayout): boolean {
  return isFixed || (isOnDemand ? asked.includes(key) : !hidden.includes(key))
}

/** A width that a column may have. */
export function withWidth(layout: ColumnLayout, key: string, width: number): ColumnLayout {
  const allowed = Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)))
  return { ...layout, widths: { ...layout.widths, [key]: allowed } }
}

/** The layout with a column hidden when it showed, and shown when it was hidden. */
export function toggleColumn(layout: ColumnLayout, { key, isOnDemand }: TableColumn): ColumnLayout {
  const part = isOnDemand ? 'asked' : 'hidden'
  const keys = layout[part]
  return { ...layout, [part]: keys.includes(key) ? keys.filter(other => other !== key) : [...keys, key] }
}

/** What a click on a column's title makes of the order. */
export function nextSort(sort: TableSort | null, key: string): TableSort {
  const isReversal = sort?.key === key && sort.direction === 'ascending'
  return { key, direction: isReversal ? 'descending' : 'ascending' }
}

/** The layout kept under a name, and its keeper; a layout that cannot be read is the usual one. */
export function rememberedLayout(name: string): ColumnLayout {
  const kept = localStorage.getItem(storageKey(name))
  if (kept === null) return USUAL_LAYOUT
  try {
    const { widths, hidden, asked } = JSON.parse(kept) as Partial<ColumnLayout>
    return {
      widths: Object.fromEntries(
        Object.entries(widths ?? {}).filter(([, width]) => Number.isFinite(width) && width >= NARROWEST),
      ),
      hidden: keysOf(hidden),
      asked: keysOf(asked),
    }
  } catch {
    return USUAL_LAYOUT
  }
}

function keysOf(kept: unknown): string[] {
  return Array.isArray(kept) ? kept.filter(key => typeof key === 'string') : []
}

export function rememberLayout(name: string, layout: ColumnLayout): void {
  localStorage.setItem(storageKey(name), JSON.stringify(layout))
}

function storageKey(name: string): string {
  return `anomalite.columns.${name}`
}

/**
 * The cells of a row. Columns that stand side by side and are all in `joined` have one cell, that of the first.
 *
 * @param columns those that show, in their order
 */
export function rowCells(columns: readonly TableColumn[], joined: readonly string[]): RowCell[] {
  const cells: RowCell[] = []
  columns.forEach((column, place) => {
    const before = cells.at(-1)
    if (before !== undefined && joined.includes(before.column.key) && joined.includes(column.key)) {
      cells[cells.length - 1] = { ...before, span: before.span + 1 }
    } else cells.push({ column, place, span: 1 })
  })
  return cells
}

/** The cell that covers a column's place. */
export function cellAt(cells: readonly RowCell[], place: number): RowCell | undefined {
  return cells.find(cell => cell.place <= place && place < cell.place + cell.span)
}
