import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { parseFormula } from '../../../src/domain/formula/index.ts'
import { queryOf, STATISTICS, statisticsOf } from '../../../src/domain/stability/statistics/index.ts'
import { wholeStoichiometry } from '../../../src/domain/stability/stoichiometry.ts'
import { buildTables, type KnownTables } from '../../../src/domain/stability/tables/index.ts'

const folder = process.env.ANOMALITE_DATA

/** The reference's short names, in the order of `STATISTICS`; it has one more, `wnear`, which is always 0. */
const REFERENCE_NAMES = `
  s1 m1 c1 nzfrac min1 gm1 minmx1 sc1 mc1 scos1 second1 mean1
  e2 e2max pd_min pd_mean interp
  oxsum oxmax oxsoft oxmin
  s2 m2 c2 np2 minl2
  wf1 wf2 wlse wworst
  anon gkey ckey gset gfill gfam elset
  full nsub binfill terfill d1 d2 d3 w1 w2 w4 lpz lpn lpw lpel lpchi
  pmi_min pmi_mean np0 rat_min rat_mean rat_2nd rat_max
  frag_n frag_max frag_mean trip_n trip_min trip_mean
  coef_min coef_mean fr_min fr_mean
  neu1 imb1 neu2 imb2
  ne tot maxc ent
  chi_m chi_sd chi_rng chi_max chi_min rad_m rad_sd rad_ratio nv melt row x_an x_tm x_re x_O ctx gapmin ownsim
`
  .trim()
  .split(/\s+/)

interface Reference {
  readonly formula: string
  readonly stats: Readonly<Record<string, number>>
}

describe.skipIf(!folder)('reference statistics (in the folder named by ANOMALITE_DATA)', () => {
  const references: Reference[] = folder
    ? JSON.parse(readFileSync(join(folder, 'golden/stability-statistics.json'), 'utf8'))
    : []
  let tables: KnownTables
  beforeAll(() => {
    const [, ...lines] = readFileSync(join(folder!, 'mp_stability.csv'), 'utf8').trim().split('\n')
    const stable = lines.map(line => line.split(',')).filter(([, energy]) => Number(energy) < 0.01)
    tables = buildTables(stable.map(([formula]) => wholeStoichiometry(parseFormula(formula!))!))
  })

  it('have the names of all ours', () => {
    expect(REFERENCE_NAMES).toHaveLength(STATISTICS.length)
    expect(references).toHaveLength(15)
  })

  it.each(references)('$formula agrees to 1e-3', ({ formula, stats }) => {
    const query = queryOf(wholeStoichiometry(parseFormula(formula))!)
    const values = statisticsOf(query, tables)
    const wrong = STATISTICS.flatMap(({ name }, i) => {
      const expected = stats[REFERENCE_NAMES[i]!]!
      return Math.abs(values[i]! - expected) > 1e-3 ? [{ name, expected, is: values[i] }] : []
    })
    expect(wrong).toEqual([])
  })
})
