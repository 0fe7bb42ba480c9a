/**
 * Where the rows of a table stand when all of them together are higher than a browser lets an element be
 * (about 16 million pixels in Chromium and Firefox): the scrollable content is then only so high, and a
 * pixel of it stands for several.
 */

/** Height up to which rows stand where they are, in pixels. */
export const HIGHEST_CONTENT = 8_000_000

export interface ScrollGeometry {
  readonly rowCount: number
  readonly rowHeight: number
  /** Height that shows rows, without the header. */
  readonly viewportHeight: number
}

/** Height of all rows, were there no limit. */
export function fullHeight({ rowCount, rowHeight }: ScrollGeometry): number {
  return rowCount * rowHeight
}

/** Height of the scrollable content. */
export function contentHeight(geometry: ScrollGeometry): number {
  return Math.min(fullHeight(geometry), HIGHEST_CONTENT)
}

/** Pixels of rows that a pixel of the scroll bar stands for: 1 unless the rows are higher than content can be. */
export function scrollRatio(geometry: ScrollGeometry): number {
  const scrollable = contentHeight(geometry) - geometry.viewportHeight
  return scrollable <= 0 ? 1 : (fullHeight(geometry) - geometry.viewportHeight) / scrollable
}

/** The offset into the rows nearest to `offset` that exists, in pixels. */
export function clampOffset(offset: number, geometry: ScrollGeometry): number {
  return Math.max(0, Math.min(offset, fullHeight(geometry) - geometry.viewportHeight))
}

/** Rows to draw, with some beyond what shows; `end` is not included. */
export interface RowWindow {
  readonly first: number
  readonly end: number
}

export function rowWindow(offset: number, geometry: ScrollGeometry, beyond: number): RowWindow {
  const { rowCount, rowHeight, viewportHeight } = geometry
  const first = Math.floor(offset / rowHeight) - beyond
  const end = Math.ceil((offset + viewportHeight) / rowHeight) + beyond
  return { first: Math.max(0, Math.min(first, rowCount)), end: Math.max(0, Math.min(end, rowCount)) }
}

/** The offset that brings a row into view, the present one where it is in view already. */
export function offsetShowing(index: number, offset: number, geometry: ScrollGeometry): number {
  const { rowHeight, viewportHeight } = geometry
  const top = index * rowHeight
  if (top < offset) return clampOffset(top, geometry)
  if (top + rowHeight > offset + viewportHeight)
    return clampOffset(top + rowHeight - viewportHeight, geometry)
  return offset
}

/** Whole rows that fit: how far Page Up and Page Down go. */
export function rowsPerPage({ rowHeight, viewportHeight }: ScrollGeometry): number {
  return Math.max(1, Math.floor(viewportHeight / rowHeight) - 1)
}
