/** A rectangle on the desktop, in device-independent pixels. */
export interface Bounds {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** How a window lay when it was last closed. `bounds` are those it has when it is not maximised. */
export interface WindowState {
  readonly bounds: Bounds
  readonly isMaximized: boolean
}

export const MINIMUM_SIZE = { width: 1024, height: 680 }
const USUAL_SIZE = { width: 1280, height: 800 }
/** Of a window's upper edge so much has to be in reach for it to be moved. */
const GRIP = { width: 120, height: 40 }

/**
 * Where to open the window, given how it lay and the work areas of the displays there are now, the main one first.
 * A window whose upper edge would be out of reach, because its display is gone, comes to the middle of the main one;
 * none is larger than its display.
 */
export function restoredState(
  saved: WindowState | null,
  workAreas: readonly [Bounds, ...Bounds[]],
): WindowState {
  const [main] = workAreas
  if (!saved) return { bounds: centred(USUAL_SIZE, main), isMaximized: false }
  const { bounds, isMaximized } = saved
  const display = workAreas.find(area => isInReach(bounds, area))
  if (!display) return { bounds: centred(bounds, main), isMaximized }
  const fitted = { ...bounds, ...fitting(bounds, display) }
  return { bounds: isInReach(fitted, display) ? fitted : centred(bounds, display), isMaximized }
}

/** Reads a saved state; null for anything that is not one. */
export function readWindowState(value: unknown): WindowState | null {
  if (typeof value !== 'object' || value === null) return null
  const { bounds, isMaximized } = value as { bounds?: Partial<Bounds>; isMaximized?: unknown }
  const { x, y, width, height } = bounds ?? {}
  if (!isWhole(x) || !isWhole(y) || !isWhole(width) || !isWhole(height)) return null
  if (width <= 0 || height <= 0 || typeof isMaximized !== 'boolean') return null
  return { bounds: { x, y, width, height }, isMaximized }
}

function isWhole(value: number | undefined): value is number {
  return Number.isSafeInteger(value)
}

function isInReach({ x, y, width }: Bounds, area: Bounds): boolean {
  const reachable = Math.min(x + width, area.x + area.width) - Math.max(x, area.x)
  return reachable >= GRIP.width && y >= area.y && y + GRIP.height <= area.y + area.height
}

function fitting(size: { width: number; height: number }, area: Bounds): { width: number; height: number } {
  return {
    width: Math.min(Math.max(size.width, MINIMUM_SIZE.width), area.width),
    height: Math.min(Math.max(size.height, MINIMUM_SIZE.height), area.height),
  }
}

function centred(size: { width: number; height: number }, area: Bounds): Bounds {
  const { width, height } = fitting(size, area)
  return {
    x: area.x + Math.round((area.width - width) / 2),
    y: area.y + Math.round((area.height - height) / 2),
    width,
    height,
  }
}
