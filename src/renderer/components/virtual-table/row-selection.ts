/** Selected rows by their places, so that rows which were never loaded can be selected. */

/** Places from `from` to `to`, both included. */
export interface RowRange {
  readonly from: number
  readonly to: number
}

/** Some rows, or all but some; ranges are ascending, apart and not empty. */
export interface RowSelection {
  readonly kind: 'only' | 'all-but'
  readonly ranges: readonly RowRange[]
}

export const NO_ROWS: RowSelection = { kind: 'only', ranges: [] }
export const ALL_ROWS: RowSelection = { kind: 'all-but', ranges: [] }

export function isSelected({ kind, ranges }: RowSelection, index: number): boolean {
  const within = ranges.some(({ from, to }) => from <= index && index <= to)
  return kind === 'only' ? within : !within
}

/** How many of `total` rows are selected. */
export function selectedCount({ kind, ranges }: RowSelection, total: number): number {
  const within = ranges.reduce(
    (sum, { from, to }) => sum + Math.max(0, Math.min(to, total - 1) - from + 1),
    0,
  )
  return kind === 'only' ? within : total - within
}

/** Selects the rows between two places, in whatever order these are given, and no others. */
export function selectBetween(a: number, b: number): RowSelection {
  return { kind: 'only', ranges: [{ from: Math.min(a, b), to: Math.max(a, b) }] }
}

/** The selection with the rows between two places added. */
export function addBetween(selection: RowSelection, a: number, b: number): RowSelection {
  const range = { from: Math.min(a, b), to: Math.max(a, b) }
  const { kind, ranges } = selection
  return { kind, ranges: kind === 'only' ? withRange(ranges, range) : withoutRange(ranges, range) }
}

/** The selection with one row changed over: in when it was out, out when it was in. */
export function toggleRow(selection: RowSelection, index: number): RowSelection {
  const { kind, ranges } = selection
  const row = { from: index, to: index }
  const within = ranges.some(({ from, to }) => from <= index && index <= to)
  return { kind, ranges: within ? withoutRange(ranges, row) : withRange(ranges, row) }
}

/** The ranges of selected rows among `total`: what "all but" comes to. */
export function selectedRanges({ kind, ranges }: RowSelection, total: number): readonly RowRange[] {
  if (total === 0) return []
  const clipped = withoutRange(ranges, { from: total, to: Number.POSITIVE_INFINITY })
  if (kind === 'only') return clipped
  return clipped.reduce<readonly RowRange[]>(withoutRange, [{ from: 0, to: total - 1 }])
}

function withRange(ranges: readonly RowRange[], added: RowRange): RowRange[] {
  // Ranges that touch become one.
  const isApart = ({ from, to }: RowRange) => to < added.from - 1 || from > added.to + 1
  const joined = ranges
    .filter(range => !isApart(range))
    .reduce((a, b) => ({ from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) }), added)
  return [...ranges.filter(isApart), joined].sort((a, b) => a.from - b.from)
}

function withoutRange(ranges: readonly RowRange[], removed: RowRange): RowRange[] {
  return ranges.flatMap(range => {
    if (range.to < removed.from || range.from > removed.to) return [range]
    const left = { from: range.from, to: removed.from - 1 }
    const right = { from: removed.to + 1, to: range.to }
    return [left, right].filter(({ from, to }) => from <= to)
  })
}
