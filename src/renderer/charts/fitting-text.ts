/** Width of a letter of chart labels on the average, in pixels. */
export const LABEL_CHARACTER = 6.4

/** A label cut to a width in pixels, with an ellipsis where something is left out. */
export function fittingText(text: string, width: number): string {
  const most = Math.max(1, Math.floor(width / LABEL_CHARACTER))
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}
