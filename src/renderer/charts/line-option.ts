import type { EChartsCoreOption } from 'echarts/core'
import type { Tokens } from '../theme/tokens.ts'
import { logTicks } from './ticks.ts'

/** One curve; its name stands at its end, so that no key is needed. */
export interface Line {
  readonly name: string
  /** Places and values, by ascending place. */
  readonly points: readonly (readonly [number, number])[]
}

export interface LineAxes {
  readonly x: string
  readonly y: string
  readonly xStep: 'whole' | 'any'
  /** Losses fall over decades: `log` shows all of them. */
  readonly ySpacing: 'linear' | 'log'
  readonly formatY: (value: number) => string
  /** A place to mark, such as the epoch that was kept; null for none. */
  readonly mark: { readonly x: number; readonly label: string } | null
}

/** Curves over one axis in the program's look; nothing moves, so that live data costs little. */
export function lineOption(lines: readonly Line[], axes: LineAxes, tokens: Tokens): EChartsCoreOption {
  const small = { fontSize: 11, color: tokens.muted }
  const axis = {
    nameTextStyle: small,
    axisLabel: small,
    axisLine: { lineStyle: { color: tokens.edge } },
    axisTick: { lineStyle: { color: tokens.edge } },
  }
  const higherEnd = endsHigher(lines)
  const log = axes.ySpacing === 'log' ? logAxis(lines) : { ticks: {}, extent: {} }
  const longest = Math.max(...lines.map(({ name }) => name.length), 0)
  return {
    animation: false,
    textStyle: { fontFamily: "'Inter Variable', sans-serif" },
    grid: { left: 64, right: 16 + longest * 6.5, top: 24, bottom: 40 },
    tooltip: {
      trigger: 'axis',
      // Text, not HTML: names come from files.
      renderMode: 'richText',
      transitionDuration: 0,
      backgroundColor: tokens.surface,
      borderColor: tokens.rule,
      textStyle: { color: tokens.text, fontSize: 12 },
      valueFormatter: (value: unknown) => (typeof value === 'number' ? axes.formatY(value) : String(value)),
    },
    xAxis: {
      ...axis,
      type: 'value',
      name: axes.x,
      nameLocation: 'middle',
      nameGap: 26,
      splitLine: { show: false },
      // Where the curves end the axis does: their names stand there.
      ...(axes.xStep === 'whole'
        ? { minInterval: 1 }
        : { max: 'dataMax', axisLabel: { ...small, showMaxLabel: false } }),
    },
    yAxis: {
      ...axis,
      type: axes.ySpacing === 'log' ? 'log' : 'value',
      ...log.extent,
      scale: true,
      name: axes.y,
      nameLocation: 'middle',
      nameGap: 50,
      axisLabel: { ...small, ...log.ticks, formatter: axes.formatY },
      axisLine: { show: false },
      axisTick: { show: false, ...log.ticks },
      splitLine: { lineStyle: { color: tokens.rule } },
    },
    series: lines.map(({ name, points }, index) => ({
      type: 'line',
      name,
      data: points,
      showSymbol: points.length < 2,
      symbolSize: 5,
      sampling: 'lttb',
      silent: true,
      lineStyle: { width: 1.75, type: DASHES[index % DASHES.length] },
      color: tokens.series[index % tokens.series.length],
      // Names of more than two lines part where they would meet.
      ...(lines.length > 2 ? { labelLayout: { moveOverlap: 'shiftY' } } : {}),
      endLabel: {
        show: true,
        formatter: '{a}',
        color: tokens.series[index % tokens.series.length],
        fontSize: 11,
        // The ends of two curves are often too close for two names on one level.
        ...(higherEnd === null ? {} : { offset: [0, index === higherEnd ? -12 : 0] }),
      },
      ...(index === 0 && axes.mark !== null ? { markLine: markAt(axes.mark, tokens) } : {}),
    })),
  }
}

/** Round ticks of its own for a logarithmic axis: powers of ten alone leave most curves without one. */
function logAxis(lines: readonly Line[]) {
  const values = lines.flatMap(({ points }) => points.map(([, value]) => value))
  const least = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const most = values.reduce((a, b) => Math.max(a, b), 0)
  if (!(least > 0 && most < Number.POSITIVE_INFINITY)) return { ticks: {}, extent: {} }
  const ticks = logTicks(least, most)
  return { ticks: { customValues: ticks }, extent: { min: ticks[0]!, max: ticks.at(-1)! } }
}

/** Which of two lines ends above the other; null for any other number of lines. */
function endsHigher(lines: readonly Line[]): 0 | 1 | null {
  const [first, second] = lines.map(({ points }) => points.at(-1)?.[1])
  if (lines.length !== 2 || first === undefined || second === undefined) return null
  return first >= second ? 0 : 1
}

/** Lines differ by more than their colour. */
const DASHES = ['solid', 'dashed', 'dotted'] as const

function markAt(mark: { readonly x: number; readonly label: string }, tokens: Tokens) {
  return {
    symbol: 'none',
    silent: true,
    lineStyle: { color: tokens.text, width: 1, type: 'solid' },
    label: { formatter: () => mark.label, color: tokens.text, fontSize: 11 },
    data: [{ xAxis: mark.x }],
  }
}
