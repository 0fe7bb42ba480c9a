/** Column widths of a table, scaled so that together they fill it. */
export function columnWidths(shares: readonly number[]): string {
  const total = shares.reduce((sum, share) => sum + share, 0)
  const column = (share: number) => `<col style="width:${((100 * share) / total).toFixed(1)}%">`
  return `<colgroup>${shares.map(column).join('')}</colgroup>`
}
