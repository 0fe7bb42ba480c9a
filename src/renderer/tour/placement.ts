/** A rectangle on screen, in pixels. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

const GAP = 14
const MARGIN = 12

/**
 * Where a card stands beside what it speaks of: left of it where there is room, else over its lower end; always
 * within the window. Without a target, at the window's right.
 */
export function cardPlace(target: Box | null, card: Size, window: Size): { left: number; top: number } {
  const inside = (left: number, top: number) => ({
    left: Math.max(MARGIN, Math.min(left, window.width - card.width - MARGIN)),
    top: Math.max(MARGIN, Math.min(top, window.height - card.height - MARGIN)),
  })
  if (target === null) return inside(window.width, MARGIN)
  const beside = target.left - GAP - card.width
  if (beside >= MARGIN) return inside(beside, target.top)
  return inside(target.left + GAP, target.top + target.height + GAP)
}
