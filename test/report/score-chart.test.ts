import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderReport } from '../../src/report/index.ts'
import { scoreBins } from '../../src/report/score-bins.ts'
import { scoreChart } from '../../src/report/score-chart.ts'
import { ANALOGS, candidate, EVEN_LOG_ODDS, EVEN_REFERENCE, ranking } from './a-ranking.ts'
import { shownText } from './html-reading.ts'

describe('scoreBins', () => {
  // The reference is even over 0.02…0.06; its outermost thousandths leave 0.0200 to 0.0600, 20 bins of 0.002.
  it('counts the list and shares out the reference over the same round bins', () => {
    const { edges, width, listCounts, referenceShares, listBeyond } = scoreBins(
      [0.0205, 0.0215, 0.022, 0.0599],
      EVEN_REFERENCE,
      'rmse',
    )
    expect(width).toBe(0.002)
    expect(edges).toHaveLength(21)
    expect(edges.slice(0, 3)).toEqual([0.02, 0.022, 0.024])
    expect(edges.at(-1)).toBe(0.06)
    expect(listCounts).toEqual([2, 1, ...new Array(17).fill(0), 1])
    expect(listBeyond).toBe(0)
    for (const share of referenceShares) expect(share).toBeCloseTo(0.05, 12)
  })

  it('follows the list below and above the reference', () => {
    const { edges } = scoreBins([0.011, 0.089], EVEN_REFERENCE, 'rmse')
    expect(edges[0]).toBeLessThanOrEqual(0.011)
    expect(edges.at(-1)).toBeGreaterThanOrEqual(0.089)
  })

  it('leaves one outlandish candidate beyond the edge, counted', () => {
    const { edges, listBeyond, listCounts } = scoreBins([0.04, 5], EVEN_REFERENCE, 'rmse')
    expect(edges.at(-1)).toBeCloseTo(0.12, 2)
    expect(listBeyond).toBe(1)
    expect(listCounts.reduce((sum, n) => sum + n, 0)).toBe(1)
  })

  it('leaves an outlandish stability score beyond the other edge, where the worse ones lie', () => {
    const { edges, listBeyond } = scoreBins([1, -40], EVEN_LOG_ODDS, 'stability')
    expect(edges[0]).toBeCloseTo(-12, 0)
    expect(edges.at(-1)).toBeCloseTo(4, 0)
    expect(listBeyond).toBe(1)
  })

  it('loses no candidate and no share, over any list and reference', () => {
    const cases = fc.oneof(
      fc.record({
        kind: fc.constant('rmse' as const),
        ...listAndReference(fc.double({ min: 1e-6, max: 10, noNaN: true })),
      }),
      fc.record({
        kind: fc.constant('stability' as const),
        ...listAndReference(fc.double({ min: -20, max: 20, noNaN: true })),
      }),
    )
    fc.assert(
      fc.property(cases, ({ kind, list, distribution }) => {
        const { edges, listCounts, listBeyond, referenceShares } = scoreBins(list, distribution, kind)
        expect(listCounts.reduce((sum, n) => sum + n, listBeyond)).toBe(list.length)
        expect(referenceShares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-9)
        expect(edges.length - 1).toBeLessThanOrEqual(52)
        for (let i = 1; i < edges.length; i++) expect(edges[i]).toBeGreaterThan(edges[i - 1]!)
      }),
    )
  })
})

function listAndReference(score: fc.Arbitrary<number>) {
  return {
    list: fc.array(score, { maxLength: 400 }),
    distribution: fc
      .array(score, { minLength: 2, maxLength: 50 })
      .map(values => ({ quantiles: [...Float64Array.from(values).sort()] })),
  }
}

describe('scoreChart', () => {
  const ERRORS = { kind: 'rmse', reference: EVEN_REFERENCE } as const
  const spread = (n: number) => Array.from({ length: n }, (_, i) => 0.02 + (0.04 * i) / n)

  it('labels both axes and the percentiles', () => {
    const text = shownText(scoreChart(spread(60), ERRORS, 'label').svg.replaceAll('</text>', ' | '))
    expect(text).toContain('Reconstruction error, RMSE (dimensionless)')
    expect(text).toContain('Share (%) per 0.002 of RMSE')
    for (const percentile of ['percentile 50', '90', '75', '25', '10'])
      expect(text).toContain(`| ${percentile} |`)
  })

  it('stands the percentile guides at their RMSE', () => {
    // Percentile 75 lies a quarter of the way along the axis: 52 + 654 / 4 = 215.5 of 720 pixels.
    const guides = [
      ...scoreChart(spread(60), ERRORS, 'label').svg.matchAll(
        /<path d="M([\d.]+) [\d.]+L\1 [^>]*stroke-dasharray/g,
      ),
    ]
    const places = guides.map(([, x]) => Number(x))
    expect(places.some(x => Math.abs(x - 215.5) <= 1)).toBe(true)
    expect(places.some(x => Math.abs(x - 379) <= 1)).toBe(true)
  })

  it('draws a short list as one tick per candidate and a longer one as an outline', () => {
    const accented = (n: number) =>
      [...scoreChart(spread(n), ERRORS, 'label').svg.matchAll(/<path [^>]*var\(--accent\)/g)].length
    expect(accented(19)).toBe(19)
    expect(accented(20)).toBe(1)
  })

  it('takes its colours from the page and brings no style, class or script of its own', () => {
    const { svg } = scoreChart(spread(60), ERRORS, '"a" < b')
    expect(svg).toMatch(/^<svg viewBox="0 0 720 248" role="img" aria-label="&quot;a&quot; &lt; b">/)
    expect(svg).not.toMatch(/<style|class=|<script|ecmeta|linearGradient|animate/)
    expect([...svg.matchAll(/(?:fill|stroke)="(#[0-9a-f]+|rgb[^"]*)"/g)].map(([, colour]) => colour)).toEqual(
      // The clip paths of the two series, which are not painted.
      ['#000', '#000'],
    )
  })

  it('is told in words too: the median with its percentile, and what lies beyond the edge', () => {
    const candidates = [0.03, 0.05, 5].map(score => candidate('LiF', { score }))
    const text = shownText(renderReport(ranking({ candidates })))
    expect(text).toContain('The median of this list is RMSE 0.0500, percentile 25.0.')
    expect(text).toContain('1 candidate lies beyond the right edge (largest RMSE 5.0000).')
  })

  it('of stability scores has their percentiles rising to the right, and tells of the lowest', () => {
    const scores = Array.from({ length: 60 }, (_, i) => -4 + (8 * i) / 60)
    const { svg } = scoreChart(scores, { kind: 'stability', reference: EVEN_LOG_ODDS }, 'label')
    expect(shownText(svg)).toContain('Stability score (log-odds)')
    // Percentile 75 lies three quarters of the way along the axis: 52 + 654 · 0.75 = 542.5 of 720 pixels.
    const guides = [...svg.matchAll(/<path d="M([\d.]+) [\d.]+L\1 [^>]*stroke-dasharray/g)]
    expect(guides.some(([, x]) => Math.abs(Number(x) - 542.5) <= 1)).toBe(true)
    const candidates = [2, 0, -40].map(score => candidate('LiF', { score }))
    const text = shownText(renderReport(ranking({ model: ANALOGS, reference: EVEN_LOG_ODDS, candidates })))
    expect(text).toContain('The median of this list is percentile 50.0, log-odds 0.00.')
    expect(text).toContain('1 candidate lies beyond the left edge (lowest log-odds −40.00).')
  })
})
