import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readShellSettings } from '../../../src/main/window/shell-settings.ts'
import { type Bounds, readWindowState, restoredState } from '../../../src/main/window/window-state.ts'

const laptop: Bounds = { x: 0, y: 25, width: 1440, height: 875 }
const above: Bounds = { x: 200, y: -1055, width: 1920, height: 1055 }
const right: Bounds = { x: 1440, y: 0, width: 2560, height: 1440 }
const small: Bounds = { x: 0, y: 0, width: 800, height: 600 }

const lying = (x: number, y: number, width: number, height: number, isMaximized = false) => ({
  bounds: { x, y, width, height },
  isMaximized,
})

describe('where the window opens', () => {
  it.each([
    ['the first time, in the middle', null, [laptop], lying(80, 63, 1280, 800)],
    ['the first time on a small screen, filling it', null, [small], lying(0, 0, 800, 600)],
    ['where it lay', lying(30, 60, 1200, 700), [laptop], lying(30, 60, 1200, 700)],
    [
      'where it lay on a second screen',
      lying(1600, 90, 1300, 900),
      [laptop, right],
      lying(1600, 90, 1300, 900),
    ],
    ['on a screen above', lying(300, -1000, 1300, 900), [laptop, above], lying(300, -1000, 1300, 900)],
    ['in the middle when its screen is gone', lying(1600, 90, 1300, 850), [laptop], lying(70, 38, 1300, 850)],
    ['no larger than the screen left', lying(1600, 90, 2400, 1400), [laptop], lying(0, 25, 1440, 875)],
    ['half beside the screen, as it lay', lying(1300, 60, 1200, 700), [laptop], lying(1300, 60, 1200, 700)],
    ['back when too little is in reach', lying(1400, 60, 1200, 700), [laptop], lying(120, 113, 1200, 700)],
    [
      'back when its upper edge is out of reach',
      lying(30, -300, 1200, 700),
      [laptop],
      lying(120, 113, 1200, 700),
    ],
    ['maximised again', lying(30, 60, 1200, 700, true), [laptop], lying(30, 60, 1200, 700, true)],
    [
      'maximised on the screen left',
      lying(1600, 90, 1300, 850, true),
      [laptop],
      lying(70, 38, 1300, 850, true),
    ],
  ] as const)('%s', (_, saved, workAreas, expected) => {
    expect(restoredState(saved, workAreas as unknown as [Bounds])).toEqual(expected)
  })

  it('always where it can be taken hold of', () => {
    const coordinate = fc.integer({ min: -5000, max: 5000 })
    const size = fc.integer({ min: 1, max: 6000 })
    const saved = fc.record({
      bounds: fc.record({ x: coordinate, y: coordinate, width: size, height: size }),
      isMaximized: fc.boolean(),
    })
    fc.assert(
      fc.property(saved, state => {
        const { bounds } = restoredState(state, [laptop, above, right])
        const isWithin = [laptop, above, right].some(
          area =>
            bounds.x + bounds.width > area.x &&
            bounds.x < area.x + area.width &&
            bounds.y >= area.y &&
            bounds.y < area.y + area.height &&
            bounds.width <= area.width &&
            bounds.height <= area.height,
        )
        expect(isWithin).toBe(true)
      }),
    )
  })
})

describe('what was saved', () => {
  it.each([
    [{ bounds: { x: 1, y: 2, width: 3, height: 4 }, isMaximized: false }, true],
    [{ bounds: { x: 1, y: 2, width: 0, height: 4 }, isMaximized: false }, false],
    [{ bounds: { x: 1.5, y: 2, width: 3, height: 4 }, isMaximized: false }, false],
    [{ bounds: { x: '1', y: 2, width: 3, height: 4 }, isMaximized: false }, false],
    [{ bounds: { x: 1, y: 2, width: 3, height: 1e300 }, isMaximized: false }, false],
    [{ bounds: { x: 1, y: 2, width: 3, height: 4 } }, false],
    [{ isMaximized: true }, false],
    [null, false],
    ['maximised', false],
  ])('%j is a state: %s', (value, isState) => {
    expect(readWindowState(value) !== null).toBe(isState)
  })

  it.each(['', '{', 'null', '[]', '"x"', '{"window": 7, "theme": "pink"}'])(
    'a damaged file, %j, is as on the first start',
    text => {
      expect(readShellSettings(text)).toEqual({ window: null, theme: 'system' })
    },
  )

  it('keeps the good part of a file', () => {
    expect(readShellSettings('{"window": {"bounds": 1}, "theme": "dark"}')).toEqual({
      window: null,
      theme: 'dark',
    })
  })
})
