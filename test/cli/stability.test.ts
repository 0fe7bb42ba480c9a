import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { READY_MODELS } from '../../src/host/models.ts'
import { STABLE_AND_NOT, type Workplace, workplace } from './anomalite.ts'

interface Fitted {
  readonly model: string
  readonly folder: string
  readonly positives: { readonly training: number; readonly heldOut: number }
  readonly evaluation: Readonly<Record<string, unknown>>
  readonly evaluationBySystems: Readonly<Record<string, unknown>>
}

let place: Workplace
let fitted: Fitted
const own = ['--stability-model', 'tiny']

beforeAll(async () => {
  place = await workplace()
  const args = ['fit', '--positives', STABLE_AND_NOT, '--name', 'Tiny', '--systems']
  fitted = (await place.json(args)) as Fitted
})
afterAll(() => place.remove())

describe('fit', () => {
  it('learns from compositions below the limit alone, and holds a fifth out', async () => {
    expect(fitted.positives).toEqual({ training: 48, heldOut: 12 })
    const seen = ['training.txt', 'held-out.txt'].flatMap(file =>
      readFileSync(join(fitted.folder, file), 'utf8').trim().split('\n'),
    )
    expect(new Set(seen).size).toBe(60)
    // At or above the limit, or without an energy.
    expect(seen.filter(formula => ['ClNa2', 'Cl3Na', 'Al3O', 'BeO', 'CuO'].includes(formula))).toEqual([])
  })

  it('judges by the rows above the limit, as evaluate does on the same file', async () => {
    const args = ['evaluate', '--labelled', STABLE_AND_NOT, '--score', 'stability', ...own]
    const { stability } = (await place.json(args)) as { stability: Record<string, unknown> }
    const { model, outsideModel, ...evaluation } = stability
    expect({ model, outsideModel }).toEqual({ model: 'tiny', outsideModel: expect.any(Number) })
    expect(evaluation).toEqual(fitted.evaluation)
    expect(evaluation).toMatchObject({ trainedOn: 48, auc: expect.any(Number) })
    expect(fitted.evaluationBySystems).toMatchObject({ auc: expect.any(Number) })
    expect((await place.run(args)).stdout).toContain('with whole chemical systems held out: AUC')
  })

  it('refuses a name that is taken, before it reads the list', async () => {
    const again = await place.run(['fit', '--positives', 'missing.csv', '--name', 'tiny'])
    expect(again).toMatchObject({ code: 1, stdout: '' })
    expect(again.stderr).toContain('There is a model "tiny" already.')
  })

  it('gives a model that is listed', async () => {
    const models = (await place.json(['models'])) as { id: string; score: string; origin: string }[]
    expect(models.filter(({ score }) => score === 'stability')).toEqual([
      expect.objectContaining({ id: 'known-stable-analogs', origin: 'ready' }),
      expect.objectContaining({ id: 'tiny', origin: 'own', evaluation: fitted.evaluation }),
    ])
  })
})

describe.skipIf(process.platform === 'win32')('a fit that is interrupted', () => {
  const command = ['fit', '--positives', STABLE_AND_NOT, '--name', 'Killed']

  /** Starts a fit, ends it by a signal as soon as something is so, and gives what it said. */
  const interrupted = async (signal: 'SIGKILL' | 'SIGINT', isTime: (stderr: string) => boolean) => {
    const fit = place.start(command)
    const closed = once(fit, 'close')
    let stderr = ''
    fit.stderr!.on('data', (text: Buffer) => {
      stderr += text
    })
    while (!isTime(stderr)) await delay(10)
    fit.kill(signal)
    await closed
    return stderr
  }

  it('goes on where it was, by the same command and no other', async () => {
    const bins = place.path('home', 'runs', 'killed', 'compounds', 'bins.stage')
    const said = await interrupted('SIGINT', () => existsSync(bins))
    expect(said).toContain('To go on from there: the same command again.')
    await interrupted('SIGKILL', stderr => stderr.includes('Goes on with the fit'))
    const other = await place.run([...command, '--seed', '7'])
    expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining('of other data or settings') })

    const { code, stdout, stderr } = await place.run([...command, '--json'])
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringContaining('Goes on with the fit "Killed"'),
    })
    const { folder } = JSON.parse(stdout) as Fitted
    // With systems held out or not, the model is the same.
    for (const file of ['values.bin', 'splits.bin', 'training.txt']) {
      expect(await readFile(join(folder, file))).toEqual(await readFile(join(fitted.folder, file)))
    }
    expect(readdirSync(place.path('home', 'runs'))).toEqual([])
  })

  it('begins again when that is asked', async () => {
    const anew = ['fit', '--positives', STABLE_AND_NOT, '--name', 'Anew']
    const fit = place.start(anew)
    const closed = once(fit, 'close')
    while (!existsSync(place.path('home', 'runs', 'anew', 'fit.json'))) await delay(10)
    fit.kill('SIGKILL')
    await closed
    const { positives } = (await place.json([...anew, '--seed', '7', '--anew'])) as Fitted
    expect(positives).toEqual({ training: 48, heldOut: 12 })
  })
})

describe('models add-positives', () => {
  it('makes a model that knows further compounds, and says what was left out', async () => {
    const args = ['models', 'add-positives', 'tiny', '--positives', '-', '--name', 'Tiny, more', '--json']
    const { code, stdout } = await place.run(args, 'formula\nNaCl\nCs2NaBiCl6\nCs2AgBiBr6\nNa0.123457Cl\n')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      id: 'tiny-more',
      score: 'stability',
      added: 2,
      known: 1,
      withoutWholeAmounts: 1,
      additions: { parent: 'Tiny', lists: ['standard input'], compounds: 2 },
      evaluation: fitted.evaluation,
    })
    const [scored] = (await place.json([
      'score',
      'Cs2NaBiBr6',
      '--score',
      'stability',
      '--stability-model',
      'tiny-more',
    ])) as [{ stability: { logOdds: number } }]
    expect(scored.stability.logOdds).toEqual(expect.any(Number))
  })
})

describe('score --score', () => {
  it('gives the stability score, with what stands in for a doped compound, and errors in their place', async () => {
    const args = ['score', 'LaMnO3', 'Mg0.98Zn0.02O', 'LaYbO3', 'Na(Cl', '--score', 'stability']
    const stability = { percentile: expect.any(Number), logOdds: expect.any(Number) }
    expect(await place.json(args)).toEqual([
      expect.objectContaining({ formula: 'LaMnO3', canonical: 'LaMnO3', stability, verdict: 'neutral' }),
      expect.objectContaining({ stability, cautions: ['scored as MgO (Zn counted as Mg)'] }),
      {
        formula: 'LaYbO3',
        error: expect.objectContaining({
          code: 'model/outside',
          message: 'Outside the stability model: no compound it knows has Yb.',
        }),
      },
      { formula: 'Na(Cl', error: expect.objectContaining({ code: 'formula/unmatched-bracket' }) },
    ])
  })

  it('gives both, each null where it has none', async () => {
    const args = ['score', 'LaMnO3', 'LaYbO3', '--score', 'both', '--engine', 'wasm']
    expect(await place.json(args)).toEqual([
      expect.objectContaining({
        rmse: expect.any(Number),
        stability: expect.objectContaining({ logOdds: expect.any(Number) }),
      }),
      expect.objectContaining({ rmse: expect.any(Number), stability: null }),
    ])
  })
})

describe('rank --score', () => {
  const list = 'formula\nNaCl2\nNaCl\nXx\nYbCl\nLaMnO3\nClNa\n'

  it('ranks by stability score, leaves no line out, and writes a table with RMSE beside', async () => {
    const table = place.path('ranking.csv')
    const args = ['rank', '-', '--score', 'both', '--out', table, '--engine', 'wasm']
    const { code, stdout, stderr } = await place.run(args, list)
    expect(code).toBe(0)
    expect(stdout).toContain('6 lines: 4 ranked by "Known stable, analogs", 1 outside the model, 1 not read.')
    expect(stderr).toContain('line 5: YbCl: Outside the stability model')
    const [heading, ...rows] = (await readFile(table, 'utf8')).trim().split('\r\n')
    expect(heading).toContain('rank,formula,rmse,stability percentile,stability log-odds,charge')
    expect(rows.map(row => row.split(',').slice(0, 2).join(' '))).toEqual([
      '1 LaMnO3',
      '2 NaCl',
      '2 ClNa',
      '4 NaCl2',
      ' YbCl',
      ' ',
    ])
  })

  it('writes no report', async () => {
    const { code, stderr } = await place.run(['rank', '-', '--score', 'stability', '--out', 'r.html'], list)
    expect(code).toBe(1)
    expect(stderr).toContain('r.html would be a report, which shows RMSE alone.')
  })
})

describe('why', () => {
  interface Why {
    readonly logOdds: number
    readonly start: number
    readonly analogs: { element: string; analogs: { formula: string; lift: number }[] }[]
    readonly charges: unknown
    readonly phases: { formula: string }[]
    readonly mixture: { formula: string; share: number }[]
    readonly contributions: { logOdds: number }[]
  }

  it('gives known analogs, charges, competing phases, and parts that add up to the score', async () => {
    const [why] = (await place.json(['why', 'LaMnO3'])) as [Why]
    const ofLanthanum = why.analogs.find(({ element }) => element === 'La')!.analogs
    expect(ofLanthanum.map(({ formula }) => formula)).toEqual(expect.arrayContaining(['PrMnO3', 'NdMnO3']))
    expect(ofLanthanum[0]!.lift).toBeGreaterThan(5)
    expect(why.charges).toMatchObject({
      kind: 'neutral',
      states: expect.arrayContaining([expect.objectContaining({ element: 'Mn', state: 3 })]),
    })
    expect(why.phases.map(({ formula }) => formula)).toContain('La2O3')
    expect(why.mixture.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1)
    const sum = why.contributions.reduce((total, { logOdds }) => total + logOdds, why.start)
    expect(sum).toBeCloseTo(why.logOdds, 4)
  })

  it('says it in words', async () => {
    const { stdout } = await place.run(['why', 'LaMnO3', 'Na2Cl'])
    expect(stdout).toMatch(/^LaMnO3: stability score \d+\.\d % \(log-odds \d\.\d\d\)$/m)
    expect(stdout).toMatch(/^ +La: \w+MnO3, \w+MnO3 and \d+ more \(/m)
    expect(stdout).toContain('La³⁺')
    expect(stdout).toContain('no neutral assignment')
    expect(stdout).toContain('Which compounds are known with one element exchanged?')
  })
})

describe('the ready stability model', () => {
  it('is listed with its source', async () => {
    const [model] = ((await place.json(['models'])) as { origin: string; score: string }[]).filter(
      ({ origin, score }) => origin === 'ready' && score === 'stability',
    )
    expect(model).toMatchObject({
      source: { attribution: expect.arrayContaining([expect.stringMatching(/Materials Project/)]) },
      evaluation: { auc: expect.any(Number) },
    })
  })

  const data = process.env.ANOMALITE_DATA
  it.skipIf(!data)(
    'gives the figures of its manifest (skipped unless ANOMALITE_DATA names the reference data)',
    async () => {
      const manifest = JSON.parse(
        await readFile(join(READY_MODELS, 'known-stable-analogs', 'stability.json'), 'utf8'),
      )
      const args = ['evaluate', '--labelled', `${data}/mp_stability.csv`, '--score', 'stability']
      expect(await place.json(args)).toMatchObject({ stability: manifest.evaluation })
    },
  )
})
