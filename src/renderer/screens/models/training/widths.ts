/** Layer widths as a person types them, `1024, 512, 256`; null for anything else. */
export function readWidths(text: string): number[] | null {
  const widths = text
    .split(/[\s,;]+/)
    .filter(part => part !== '')
    .map(Number)
  const areWidths = widths.every(width => Number.isInteger(width) && width >= 1 && width <= 8192)
  return areWidths && widths.length >= 1 && widths.length <= 30 ? widths : null
}

export function widthsText(widths: readonly number[]): string {
  return widths.join(', ')
}
