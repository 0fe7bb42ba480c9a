import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RESOURCES_FOLDER } from '../../src/host/folders.ts'
import { type Workplace, workplace } from './anomalite.ts'

describe('the ready model', () => {
  let place: Workplace
  beforeAll(async () => {
    place = await workplace()
  })
  afterAll(() => place.remove())

  it('is listed first', async () => {
    const [model] = (await place.json(['models'])) as Record<string, unknown>[]
    expect(model).toMatchObject({
      origin: 'ready',
      evaluation: { result: { auc: expect.any(Number) } },
      source: { attribution: expect.arrayContaining([expect.stringMatching(/Materials Project/)]) },
    })
  })

  it('scores when no model is named, and finds salt more familiar than a salt of noble gases', async () => {
    type Scores = readonly { rmse: number; percentile: number }[]
    const [salt, strange] = (await place.json(['score', 'NaCl', 'HeXe3Rn2', '--engine', 'wasm'])) as Scores
    expect(salt!.rmse).toBeLessThan(strange!.rmse)
    expect(salt!.percentile).toBeGreaterThan(strange!.percentile)
    expect(salt!.percentile).toBeLessThanOrEqual(100)
  })

  it('ranks the sample list, and writes its report', async () => {
    const sample = join(RESOURCES_FOLDER, 'samples', 'functional-compounds.csv')
    const report = place.path('report.html')
    const { code, stdout } = await place.run(['rank', sample, '--out', report, '--engine', 'wasm'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^rank +formula +RMSE +percentile/m)
    expect(readFileSync(report, 'utf8')).toContain('<h1>')
  })

  const data = process.env.ANOMALITE_DATA
  describe.skipIf(!data)('on the reference data (skipped unless ANOMALITE_DATA names its folder)', () => {
    it('gives the figures of its manifest', async () => {
      type Listed = { evaluation: { result: Record<string, unknown> } }[]
      const [model] = (await place.json(['models'])) as Listed
      const labelled = `${data}/mp_stability.csv`
      const evaluation = await place.json(['evaluate', '--labelled', labelled])
      expect(evaluation).toMatchObject(roughly(model!.evaluation.result))
    })

    it('ranks every line of the literature list', async () => {
      const table = place.path('r.csv')
      const page = place.path('r.html')
      const list = `${data}/literature_formulas.csv`
      const { code, stdout } = await place.run(['rank', list, '--out', table, '--out', page])
      expect(code).toBe(0)
      expect(stdout).toContain('715 lines: 715 ranked')
      expect(readFileSync(table, 'utf8').trim().split('\r\n')).toHaveLength(716)
      expect(readFileSync(page, 'utf8')).toContain('</html>')
    })
  })
})

/** The same document with its fractions as matchers: another back end may differ in the last digits. */
function roughly(document: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(document), (_, value: unknown) =>
    typeof value === 'number' && !Number.isInteger(value) ? expect.closeTo(value, 4) : value,
  )
}
