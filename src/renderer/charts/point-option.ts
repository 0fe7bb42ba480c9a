import type { EChartsCoreOption } from 'echarts/core'
import type { Tokens } from '../theme/tokens.ts'
import type { Line } from './line-option.ts'
import { logTicks } from './ticks.ts'

/** Points that mean the same: filled, hollow where they count less, or a ring around one that stands out. */
export interface PointGroup {
  readonly name: string
  readonly look: 'filled' | 'hollow' | 'ring'
  /** That of the first or the second curve, or one that stands back. */
  readonly ink: 'first' | 'second' | 'quiet' | 'text'
  readonly points: readonly (readonly [number, number])[]
}

export interface PointAxes {
  readonly x: string
  readonly y: string
  readonly xSpacing: 'linear' | 'log'
  readonly formatX: (value: number) => string
  readonly formatY: (value: number) => string
}

/** Points, and curves through or beside them, in the program's look. */
export function pointOption(
  groups: readonly PointGroup[],
  curves: readonly Line[],
  axes: PointAxes,
  tokens: Tokens,
): EChartsCoreOption {
  const small = { fontSize: 11, color: tokens.muted }
  const axis = {
    nameTextStyle: small,
    nameLocation: 'middle',
    axisLine: { lineStyle: { color: tokens.edge } },
    axisTick: { lineStyle: { color: tokens.edge } },
  }
  const [first, second] = tokens.series
  const inks = { first, second, quiet: tokens.muted, text: tokens.text }
  const places = [...groups, ...curves].flatMap(({ points }) => points.map(([x]) => x))
  const ticks = axes.xSpacing === 'log' ? logTicks(Math.min(...places), Math.max(...places)) : null
  const custom = ticks === null ? {} : { customValues: ticks }
  const longest = Math.max(...curves.map(({ name }) => name.length), 0)
  const ends = curves.map(({ points }) => points.at(-1)?.[1] ?? 0)
  return {
    animation: false,
    textStyle: { fontFamily: "'Inter Variable', sans-serif" },
    grid: { left: 64, right: 16 + longest * 6.5, top: 16, bottom: 40 },
    tooltip: {
      trigger: 'item',
      // Text, not HTML: names come from files.
      renderMode: 'richText',
      transitionDuration: 0,
      backgroundColor: tokens.surface,
      borderColor: tokens.rule,
      textStyle: { color: tokens.text, fontSize: 12 },
      formatter: ({ seriesName, value: [x, y] }: { seriesName: string; value: readonly [number, number] }) =>
        `${seriesName}\n${axes.x} ${axes.formatX(x)}\n${axes.y} ${axes.formatY(y)}`,
    },
    xAxis: {
      ...axis,
      type: axes.xSpacing === 'log' ? 'log' : 'value',
      ...(ticks === null ? { scale: true } : { min: ticks[0], max: ticks.at(-1) }),
      axisLine: { ...axis.axisLine, onZero: false },
      minInterval: axes.xSpacing === 'log' ? 0 : 1,
      name: axes.x,
      nameGap: 26,
      axisLabel: { ...small, ...custom, formatter: axes.formatX, hideOverlap: true },
      axisTick: { ...axis.axisTick, ...custom },
      splitLine: { show: false },
    },
    yAxis: {
      ...axis,
      type: 'value',
      scale: true,
      name: axes.y,
      nameGap: 50,
      axisLabel: { ...small, formatter: axes.formatY },
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { lineStyle: { color: tokens.rule } },
    },
    series: [
      ...curves.map(({ name, points }, index) => {
        const color = tokens.series[index % tokens.series.length]
        return {
          type: 'line',
          name,
          data: points,
          showSymbol: false,
          silent: true,
          color,
          lineStyle: { width: 1.75, type: index === 0 ? 'solid' : 'dashed' },
          endLabel: {
            show: true,
            formatter: '{a}',
            color,
            fontSize: 11,
            // The ends of two curves are often too close for two names on one level.
            ...(curves.length === 2 ? { offset: [0, ends[index] === Math.max(...ends) ? -8 : 8] } : {}),
          },
        }
      }),
      ...groups.map(({ name, look, ink, points }) => ({
        type: 'scatter',
        name,
        data: points,
        symbol: 'circle',
        symbolSize: look === 'ring' ? 14 : 7,
        silent: look === 'ring',
        z: look === 'ring' ? 4 : 3,
        itemStyle:
          look === 'filled'
            ? { color: inks[ink], opacity: 0.8 }
            : { color: 'transparent', borderColor: inks[ink], borderWidth: look === 'ring' ? 2 : 1.25 },
      })),
    ],
  }
}
