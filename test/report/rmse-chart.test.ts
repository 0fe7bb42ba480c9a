import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderReport } from '../../src/report/index.ts'
import { rmseBins } from '../../src/report/rmse-bins.ts'
import { rmseChart } from '../../src/report/rmse-chart.ts'
import { candidate, EVEN_REFERENCE, ranking } from './a-ranking.ts'
import { shownText } from './html-reading.ts'

describe('rmseBins', () => {
  // The reference is even over 0.02…0.06; its outermost thousandths leave 0.0200 to 0.0600, 20 bins of 0.002.
  it('counts the list and shares out the reference over the same round bins', () => {
    const { edges, width, listCounts, referenceShares, listAbove } = rmseBins(
      [0.0205, 0.0215, 0.022, 0.0599],
      EVEN_REFERENCE,
    )
    expect(width).toBe(0.002)
    expect(edges).toHaveLength(21)
    expect(edges.slice(0, 3)).toEqual([0.02, 0.022, 0.024])
    expect(edges.at(-1)).toBe(0.06)
    expect(listCounts).toEqual([2, 1, ...new Array(17).fill(0), 1])
    expect(listAbove).toBe(0)
    for (const share of referenceShares) expect(share).toBeCloseTo(0.05, 12)
  })

  it('follows the list below and above the reference', () => {
    const { edges } = rmseBins([0.011, 0.089], EVEN_REFERENCE)
    expect(edges[0]).toBeLessThanOrEqual(0.011)
    expect(edges.at(-1)).toBeGreaterThanOrEqual(0.089)
  })

  it('leaves one outlandish candidate beyond the edge, counted', () => {
    const { edges, listAbove, listCounts } = rmseBins([0.04, 5], EVEN_REFERENCE)
    expect(edges.at(-1)).toBeCloseTo(0.12, 2)
    expect(listAbove).toBe(1)
    expect(listCounts.reduce((sum, n) => sum + n, 0)).toBe(1)
  })

  it('loses no candidate and no share, over any list and reference', () => {
    const error = fc.double({ min: 1e-6, max: 10, noNaN: true })
    const reference = fc
      .array(error, { minLength: 2, maxLength: 50 })
      .map(values => ({ quantiles: [...Float64Array.from(values).sort()] }))
    fc.assert(
      fc.property(fc.array(error, { maxLength: 400 }), reference, (list, distribution) => {
        const { edges, listCounts, listAbove, referenceShares } = rmseBins(list, distribution)
        expect(listCounts.reduce((sum, n) => sum + n, listAbove)).toBe(list.length)
        expect(referenceShares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-9)
        expect(edges.length - 1).toBeLessThanOrEqual(52)
        for (let i = 1; i < edges.length; i++) expect(edges[i]).toBeGreaterThan(edges[i - 1]!)
      }),
    )
  })
})

describe('rmseChart', () => {
  const spread = (n: number) => Array.from({ length: n }, (_, i) => 0.02 + (0.04 * i) / n)

  it('labels both axes and the percentiles', () => {
    const text = shownText(rmseChart(spread(60), EVEN_REFERENCE, 'label').svg.replaceAll('</text>', ' | '))
    expect(text).toContain('Reconstruction error, RMSE (dimensionless)')
    expect(text).toContain('Share (%) per 0.002 of RMSE')
    for (const percentile of ['percentile 50', '90', '75', '25', '10'])
      expect(text).toContain(`| ${percentile} |`)
  })

  it('stands the percentile guides at their RMSE', () => {
    // Percentile 75 lies a quarter of the way along the axis: 52 + 654 / 4 = 215.5 of 720 pixels.
    const guides = [
      ...rmseChart(spread(60), EVEN_REFERENCE, 'label').svg.matchAll(
        /<path d="M([\d.]+) [\d.]+L\1 [^>]*stroke-dasharray/g,
      ),
    ]
    const places = guides.map(([, x]) => Number(x))
    expect(places.some(x => Math.abs(x - 215.5) <= 1)).toBe(true)
    expect(places.some(x => Math.abs(x - 379) <= 1)).toBe(true)
  })

  it('draws a short list as one tick per candidate and a longer one as an outline', () => {
    const accented = (n: number) =>
      [...rmseChart(spread(n), EVEN_REFERENCE, 'label').svg.matchAll(/<path [^>]*var\(--accent\)/g)].length
    expect(accented(19)).toBe(19)
    expect(accented(20)).toBe(1)
  })

  it('takes its colours from the page and brings no style, class or script of its own', () => {
    const { svg } = rmseChart(spread(60), EVEN_REFERENCE, '"a" < b')
    expect(svg).toMatch(/^<svg viewBox="0 0 720 248" role="img" aria-label="&quot;a&quot; &lt; b">/)
    expect(svg).not.toMatch(/<style|class=|<script|ecmeta|linearGradient|animate/)
    expect([...svg.matchAll(/(?:fill|stroke)="(#[0-9a-f]+|rgb[^"]*)"/g)].map(([, colour]) => colour)).toEqual(
      // The clip paths of the two series, which are not painted.
      ['#000', '#000'],
    )
  })

  it('is told in words too: the median with its percentile, and what lies beyond the edge', () => {
    const candidates = [0.03, 0.05, 5].map(rmse => candidate('LiF', { rmse }))
    const text = shownText(renderReport(ranking({ candidates })))
    expect(text).toContain('The median of this list is RMSE 0.0500, percentile 25.0.')
    expect(text).toContain('1 candidate lies beyond the right edge (largest RMSE 5.0000).')
  })
})
