import { LineChart, ScatterChart } from 'echarts/charts'
import { GridComponent, MarkLineComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { QuantileDistribution } from '../domain/statistics/index.ts'
import { quantile } from '../domain/statistics/index.ts'
import { type ScoreBins, scoreBins } from './score-bins.ts'
import { type ReportScoreKind, SCORE_WORDS } from './score-words.ts'
import { escapeHtml } from './text.ts'

use([GridComponent, LineChart, MarkLineComponent, ScatterChart, SVGRenderer])

const WIDTH = 720
const HEIGHT = 248
const MARGIN = { left: 52, right: 14, top: 22, bottom: 46 }

/** Below this many candidates a share per bin says less than the candidates themselves. */
export const FEWEST_BINNED = 20

/** The page's style sheet gives these their values, one set for paper and light, one for dark screens. */
const INK = 'var(--ink)'
const MUTED = 'var(--muted)'
const RULE = 'var(--rule)'
const REFERENCE_FILL = 'var(--reference)'
const ACCENT = 'var(--accent)'
const FONT = 'var(--font)'

/** A chart as SVG text, and the bins it shows. */
export interface ScoreChart {
  readonly svg: string
  readonly bins: ScoreBins
}

/**
 * The scores of a list on the reference distribution: the reference as a grey area, the list as an outline, or as
 * one tick per candidate when it is short; the upper axis gives the percentile that goes with a score.
 *
 * @param label what the picture shows, for those who cannot see it
 */
export function scoreChart(
  scores: readonly number[],
  { kind, reference }: { readonly kind: ReportScoreKind; readonly reference: QuantileDistribution },
  label: string,
): ScoreChart {
  const bins = scoreBins(scores, reference, kind)
  const { edges, width } = bins
  const binned = scores.length >= FEWEST_BINNED
  const referencePercent = bins.referenceShares.map(share => share * 100)
  const listPercent = bins.listCounts.map(n => (100 * n) / scores.length)
  const shown = scores.filter(value => value >= edges[0]! && value <= edges.at(-1)!)

  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT })
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: FONT },
    grid: MARGIN,
    xAxis: {
      type: 'value',
      min: edges[0]!,
      max: edges.at(-1)!,
      name: SCORE_WORDS[kind].axis,
      nameLocation: 'middle',
      nameGap: 28,
      nameTextStyle: { color: MUTED, fontSize: 11 },
      axisLine: { lineStyle: { color: MUTED } },
      axisTick: { lineStyle: { color: MUTED } },
      axisLabel: {
        color: INK,
        fontSize: 11,
        showMinLabel: false,
        showMaxLabel: false,
        formatter: (value: number) => String(value).replace('-', '\u2212'),
      },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      min: 0,
      name: `Share (%) per ${width} of ${SCORE_WORDS[kind].unit}`,
      nameLocation: 'middle',
      nameGap: 32,
      nameTextStyle: { color: MUTED, fontSize: 11 },
      splitNumber: 4,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: INK, fontSize: 11 },
      splitLine: { lineStyle: { color: RULE } },
    },
    series: [
      {
        type: 'line',
        ...steps(edges, referencePercent),
        lineStyle: { color: REFERENCE_FILL, width: 0 },
        areaStyle: { color: REFERENCE_FILL, opacity: 1 },
        markLine: {
          symbol: 'none',
          silent: true,
          // Unless told otherwise the drawing library rounds positions to two decimals.
          precision: 12,
          lineStyle: { color: MUTED, width: 0.75, type: [1, 3] },
          label: { position: 'end', color: MUTED, fontSize: 11, textBorderWidth: 0, distance: 4 },
          data: percentileGuides(kind, reference, edges).map(({ at, percentile }) => ({
            xAxis: at,
            label: { formatter: percentile === 50 ? 'percentile 50' : String(percentile) },
          })),
        },
      },
      binned
        ? {
            type: 'line',
            ...steps(edges, listPercent),
            z: 3,
            lineStyle: { color: ACCENT, width: 1.75, join: 'miter' },
          }
        : {
            type: 'scatter',
            silent: true,
            z: 3,
            symbol: 'rect',
            symbolSize: [2, 22],
            symbolOffset: [0, -11],
            itemStyle: { color: ACCENT, opacity: 1 },
            data: shown.map(value => [value, 0]),
          },
    ],
  })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return { svg: forPaper(svg, label), bins }
}

/** A line that holds each share from its lower edge to its upper edge and returns to zero at both ends. */
function steps(edges: readonly number[], shares: readonly number[]) {
  const points = shares.map((share, i) => [edges[i]!, share])
  return {
    silent: true,
    symbol: 'none',
    step: 'end',
    data: [[edges[0]!, 0], ...points, [edges.at(-1)!, 0]],
  } as const
}

/** Scores at round percentiles, the middle one first choice, without those whose labels would touch. */
function percentileGuides(kind: ReportScoreKind, reference: QuantileDistribution, edges: readonly number[]) {
  const [low, high] = [edges[0]!, edges.at(-1)!]
  const pixels = (WIDTH - MARGIN.left - MARGIN.right) / (high - low)
  const guides: { at: number; percentile: number }[] = []
  for (const percentile of [50, 90, 10, 75, 25, 99, 1]) {
    const share = percentile / 100
    const at = quantile(reference.quantiles, kind === 'rmse' ? 1 - share : share)
    const clearOf = (guide: { at: number; percentile: number }) =>
      Math.abs(guide.at - at) * pixels > (guide.percentile === 50 ? 50 : 24)
    if (at >= low && at <= high && guides.every(clearOf)) guides.push({ at, percentile })
  }
  return guides
}

/** Drops what the drawing library adds for a live chart, and names the picture. */
function forPaper(svg: string, label: string): string {
  return svg
    .replace(/<style\b[^>]*>[\s\S]*?<\/style>/g, '')
    .replace(/ (?:class="zr[^"]*"|ecmeta_\w+="[^"]*"|pointer-events="[^"]*"|xml:space="[^"]*")/g, '')
    .replace(/zr\d+-/g, 'score-chart-')
    .replace(
      /^<svg [^>]*>/,
      `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(label)}">`,
    )
}
