import { describe, expect, test } from 'vitest'
import { contrast, mix, oklab, readableOn } from '../../../src/renderer/theme/colour.ts'
import { themeStyleSheet } from '../../../src/renderer/theme/css-variables.ts'
import { naiveOverrides } from '../../../src/renderer/theme/naive.ts'
import { percentileColour, scaleColour } from '../../../src/renderer/theme/rmse-scale.ts'
import { TOKENS, type Tokens } from '../../../src/renderer/theme/tokens.ts'

const TEXT = 4.5
const MARK = 3

describe('contrast by WCAG', () => {
  test.each([
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    // The lightest grey that passes on white.
    ['#767676', '#ffffff', 4.54],
  ])('%s on %s is %d', (a, b, expected) => {
    expect(contrast(a, b)).toBeCloseTo(expected, 2)
  })

  test('refuses what is no colour', () => {
    expect(() => contrast('red', '#ffffff')).toThrow(RangeError)
  })
})

describe.each(['light', 'dark'] as const)('the %s scheme', name => {
  const t = TOKENS[name]
  const grounds = { background: t.background, surface: t.surface, quiet: t.quiet, quietHover: t.quietHover }

  test.each(Object.entries(grounds))('text, muted text and the accent read on %s', (_, ground) => {
    for (const ink of [t.text, t.muted, t.accent]) expect(contrast(ink, ground)).toBeGreaterThanOrEqual(TEXT)
  })

  test('the selected place and selected rows read', () => {
    for (const ink of [t.text, t.muted, t.accent, t.good, t.warning])
      expect(contrast(ink, t.accentTint)).toBeGreaterThanOrEqual(TEXT)
  })

  test('buttons in the accent and in the colour of danger read', () => {
    expect(contrast(t.onAccent, t.accent)).toBeGreaterThanOrEqual(TEXT)
    expect(contrast(t.onAccent, t.accentHover)).toBeGreaterThanOrEqual(TEXT)
    expect(contrast(t.surface, t.bad)).toBeGreaterThanOrEqual(TEXT)
  })

  test.each(['good', 'warning', 'bad'] as const)('%s reads on surfaces and on its tint', tone => {
    for (const ground of [t.background, t.surface, t[`${tone}Tint`]])
      expect(contrast(t[tone], ground)).toBeGreaterThanOrEqual(TEXT)
    expect(contrast(t.text, t[`${tone}Tint`])).toBeGreaterThanOrEqual(TEXT)
  })

  test.each(['s', 'p', 'd', 'f'] as const)('the symbol of a %s element reads on its block', block => {
    expect(contrast(t.blocks[block].ink, t.blocks[block].fill)).toBeGreaterThanOrEqual(TEXT)
  })

  test('text reads on the stripes of what is missing', () => {
    expect(contrast(t.muted, t.hatch)).toBeGreaterThanOrEqual(TEXT)
  })

  test('lines of charts, edges and the focus ring stand out', () => {
    for (const mark of [...t.series, t.edge, t.accent])
      expect(contrast(mark, t.surface)).toBeGreaterThanOrEqual(MARK)
  })

  test.each(Object.entries(grounds).slice(0, 3))('a control is known by its edge on %s', (_, ground) => {
    for (const edge of [t.edge, t.accent, t.bad, t.warning])
      expect(contrast(edge, ground)).toBeGreaterThanOrEqual(MARK)
  })

  // What naive-ui draws by itself has no edge at all in its dark scheme.
  test.each(Object.entries(edgesOfControls(t)))('%s has an edge that stands out on its fill', (_, edges) => {
    for (const { edge, fill } of edges) expect(contrast(edge, fill)).toBeGreaterThanOrEqual(MARK)
  })

  test.each(Object.entries(textOfControls(t)))('%s reads', (_, { ink, fill }) => {
    expect(contrast(ink, fill)).toBeGreaterThanOrEqual(TEXT)
  })
})

describe('the RMSE scale', () => {
  const steps = Array.from({ length: 51 }, (_, i) => scaleColour(i / 50))

  test('grows lighter all the way, so that its order needs no sense of hue', () => {
    const lightness = steps.map(colour => oklab(colour)[0])
    for (let i = 1; i < lightness.length; i++) expect(lightness[i]).toBeGreaterThan(lightness[i - 1]!)
  })

  test('changes about evenly: no step looks more than twice the average', () => {
    const sizes = steps.slice(1).map((colour, i) => distance(colour, steps[i]!))
    const average = sizes.reduce((a, b) => a + b) / sizes.length
    for (const size of sizes) {
      expect(size).toBeLessThan(2 * average)
      expect(size).toBeGreaterThan(average / 2)
    }
  })

  test('a symbol reads on every colour of it', () => {
    for (const colour of steps) expect(contrast(readableOn(colour), colour)).toBeGreaterThanOrEqual(TEXT)
  })

  test('low RMSE, which most known compounds exceed, is its dark end', () => {
    expect(percentileColour(100)).toBe(scaleColour(0))
    expect(percentileColour(0)).toBe(scaleColour(1))
    expect(scaleColour(-3)).toBe(scaleColour(0))
    expect(scaleColour(7)).toBe(scaleColour(1))
  })
})

test('mixing ends at both ends and goes through grey between black and white', () => {
  expect(mix('#0f6d68', '#fde725', 0)).toBe('#0f6d68')
  expect(mix('#0f6d68', '#fde725', 1)).toBe('#fde725')
  expect(mix('#000000', '#ffffff', 0.5)).toMatch(/^#(..)\1\1$/)
})

test('the style sheet gives both schemes every token, and paper the light one', () => {
  const sheet = themeStyleSheet()
  expect(sheet.match(/--on-accent: #ffffff;/g)).toHaveLength(2)
  expect(sheet.match(/--on-accent: #0b2321;/g)).toHaveLength(1)
  expect(sheet.match(/--block-d-ink:/g)).toHaveLength(3)
  expect(sheet).toMatch(/@media print \{ :root\[data-scheme\] \{ color-scheme: light/)
})

/** The style of each control, of which naive-ui types only some. */
function controls(t: Tokens): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return naiveOverrides(t) as Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** Edges of the controls that are written or chosen in, at rest, under the pointer and with the focus, on their fills. */
function edgesOfControls(t: Tokens): Record<string, { edge: string; fill: string }[]> {
  const { Input, InternalSelection, Checkbox, Radio } = controls(t)
  const on = (fill: string | undefined, edges: (string | undefined)[]) =>
    edges.map(edge => ({ edge: colourIn(edge), fill: colourIn(fill) }))
  return {
    'a text field': on(Input?.color, [Input?.border, Input?.borderHover, Input?.borderFocus]),
    'a text field with the focus': on(Input?.colorFocus, [Input?.borderFocus, Input?.boxShadowFocus]),
    'a select': on(InternalSelection?.color, [
      InternalSelection?.border,
      InternalSelection?.borderHover,
      InternalSelection?.borderFocus,
    ]),
    'an open select': on(InternalSelection?.colorActive, [InternalSelection?.borderActive]),
    'a checkbox': on(Checkbox?.color, [Checkbox?.border, Checkbox?.borderFocus]),
    'a tick': on(Checkbox?.colorChecked, [Checkbox?.checkMarkColor]),
    'a radio button': on(Radio?.color, [Radio?.boxShadow, Radio?.dotColorActive]),
    'a segment': on(Radio?.buttonColor, [Radio?.buttonBorderColor, Radio?.buttonBorderColorActive]),
  }
}

function textOfControls(t: Tokens): Record<string, { ink: string; fill: string }> {
  const { common, Button, Input, InternalSelection, Radio, Dropdown, Tooltip } = controls(t)
  const pair = (ink: string | undefined, fill: string | undefined) => ({
    ink: colourIn(ink),
    fill: colourIn(fill),
  })
  return {
    'the text of a field': pair(common?.textColor2, Input?.color),
    'the hint in an empty field': pair(common?.placeholderColor, Input?.color),
    'the choice of a select': pair(common?.textColor2, InternalSelection?.color),
    'a button': pair(Button?.textColorHover, Button?.color),
    'a button under the pointer': pair(Button?.textColorHover, Button?.colorHover),
    'the chosen segment': pair(Radio?.buttonTextColorActive, Radio?.buttonColorActive),
    'an entry of a menu': pair(common?.textColor2, Dropdown?.optionColorHover),
    'a tooltip': pair(Tooltip?.textColor, Tooltip?.color),
    'a cell of a table': pair(common?.textColor2, common?.tableColor),
    'the head of a table': pair(common?.textColor1, common?.tableHeaderColor),
  }
}

/** The last colour of a CSS value such as `1px solid #868f98`. */
function colourIn(value: string | undefined): string {
  return value?.match(/#[\da-f]{6}/gi)?.at(-1) ?? 'none'
}

function distance(a: string, b: string): number {
  const [p, q] = [oklab(a), oklab(b)]
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2])
}
