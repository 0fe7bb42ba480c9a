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
}

export const USUAL_LAYOUT: ColumnLayout = { widths: {}, hidden: [] }

/** How far one key press moves a column's edge, in pixels. */
export const WIDTH_STEP = 16

const NARROWEST = 48
const WIDEST = 1200

/** Columns that show, each at its width. */
export function shownColumns(columns: readonly TableColumn[], layout: ColumnLayout): TableColumn[] {
  return columns
    .filter(column => column.isFixed || !layout.hidden.includes(column.key))
    .map(column => ({ ...column, width: layout.widths[column.key] ?? column.width }))
}

/** A width that a column may have. */
export function withWidth(layout: ColumnLayout, key: string, width: number): ColumnLayout {
  const allowed = Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)))
  return { ...layout, widths: { ...layout.widths, [key]: allowed } }
}

/** The layout with a column hidden when it showed, and shown when it was hidden. */
export function toggleColumn(layout: ColumnLayout, key: string): ColumnLayout {
  const { hidden } = layout
  return {
    ...layout,
    hidden: hidden.includes(key) ? hidden.filter(other => other !== key) : [...hidden, key],
  }
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
    const { widths, hidden } = JSON.parse(kept) as Partial<ColumnLayout>
    return {
      widths: Object.fromEntries(
        Object.entries(widths ?? {}).filter(([, width]) => Number.isFinite(width) && width >= NARROWEST),
      ),
      hidden: Array.isArray(hidden) ? hidden.filter(key => typeof key === 'string') : [],
    }
  } catch {
    return USUAL_LAYOUT
  }
}

export function rememberLayout(name: string, layout: ColumnLayout): void {
  localStorage.setItem(storageKey(name), JSON.stringify(layout))
}

function storageKey(name: string): string {
  return `anomalite.columns.${name}`
}
