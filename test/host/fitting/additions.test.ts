/** Compounds of one's own, added to the tables of a model that stays as it was fitted. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseFormula } from '../../../src/domain/formula/index.ts'
import { addPositives, sortAdditions } from '../../../src/host/fitting/additions.ts'
import { findStabilityModel, fingerprintOf, type StabilityModel } from '../../../src/host/models.ts'
import { exportModel, importModel } from '../../../src/host/registry/own-models.ts'
import { loadStability, scoreStability } from '../../../src/host/stability/scoring.ts'
import { fitted, SALTS } from './salts.ts'

const never = new AbortController().signal

let data: string
let parent: StabilityModel
let model: StabilityModel
const told: number[] = []
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'anomalite-additions-'))
  parent = await fitted(data, SALTS)
  const additions = { name: 'Salts of ours', lists: ['made here'], added: ['Ba2MgO6W', 'Ca2MgO6W'] }
  model = await addPositives(data, parent, additions, never, fraction => told.push(fraction))
})
afterAll(() => rm(data, { recursive: true, force: true }))

async function score(model: StabilityModel, formula: string) {
  const [result] = await scoreStability(await loadStability(model), [parseFormula(formula)])
  return result
}

const bytes = (model: StabilityModel, file: string) => readFile(join(model.folder, file))

describe('compounds added to a model', () => {
  it('are told of until the held-out positives have their places', () => {
    expect(told).toEqual(told.toSorted((a, b) => a - b))
    expect(told.at(-1)).toBe(1)
  })

  it('speak for their analogs from then on', async () => {
    // Tungsten is in none of the salts.
    expect(await score(parent, 'Sr2MgWO6')).toMatchObject({ kind: 'outside', elements: ['W'] })
    const more = await addPositives(data, model, { name: 'More', lists: [], added: ['ClLi2Na'] }, never)
    for (const [of, formula] of [
      [model, 'Sr2MgWO6'],
      [more, 'NaLi2Br'],
    ] as const) {
      expect(await score(of, formula)).toMatchObject({ kind: 'scored', trainedOn: false })
    }
    const logOdds = async (of: StabilityModel, formula: string) => {
      const result = await score(of, formula)
      return result!.kind === 'scored' ? result!.logOdds : Number.NaN
    }
    expect(await logOdds(more, 'NaLi2Br')).toBeGreaterThan(await logOdds(parent, 'NaLi2Br'))
    expect(await score(model, 'Ba2MgWO6')).toMatchObject({ trainedOn: true })
  })

  it('leave trees, positives and judgement as they were fitted', async () => {
    for (const file of ['values.bin', 'splits.bin', 'training.txt', 'held-out.txt']) {
      expect(await bytes(model, file)).toEqual(await bytes(parent, file))
    }
    const { positives, evaluation, seed, heldOut, additions } = model.manifest
    expect({ positives, evaluation, seed }).toEqual({
      positives: parent.manifest.positives,
      evaluation: parent.manifest.evaluation,
      seed: parent.manifest.seed,
    })
    expect(additions).toEqual({ parent: 'Salts', lists: ['made here'], compounds: 2 })
    expect(heldOut.logOddsQuantiles).toHaveLength(parent.manifest.heldOut.logOddsQuantiles.length)
    // What was scored by the parent is scored anew.
    expect(fingerprintOf(model)).not.toBe(fingerprintOf(parent))
  })

  it('can be followed by others, and stay what they are', async () => {
    const again = await addPositives(
      data,
      model,
      { name: 'Salts of theirs', lists: ['sent to us'], added: ['CsF'] },
      never,
    )
    expect(again.manifest.additions).toEqual({
      parent: 'Salts',
      lists: ['made here', 'sent to us'],
      compounds: 3,
    })
    expect(String(await bytes(again, 'added.txt'))).toBe('Ba2MgO6W\nCa2MgO6W\nCsF\n')
    expect(await findStabilityModel(data, 'Salts of ours')).toEqual(model)
  })

  it('go with the model when it leaves as a file', async () => {
    const file = join(data, 'ours.anomalite-model')
    await exportModel(data, model, 'anomalite', file, never)
    await expect(exportModel(data, model, 'tensorflow-js', file, never)).rejects.toMatchObject({
      code: 'model/other-kind',
    })
    const arrived = await importModel(data, file, 'ours.anomalite-model', never)
    expect(arrived).toMatchObject({ kind: 'stability', id: 'salts-of-ours-2' })
    expect(fingerprintOf(arrived as StabilityModel)).toBe(fingerprintOf(model))
    expect(await score(arrived as StabilityModel, 'Sr2MgWO6')).toEqual(await score(model, 'Sr2MgWO6'))
  })

  it('are those that it does not know and whose amounts are whole', async () => {
    const formulas = ['ClNa', 'Ba2MgO6W', 'CsF', 'Cl8.09999Na']
    expect(await sortAdditions(model, formulas, never)).toEqual({
      added: ['CsF'],
      known: 2,
      withoutWholeAmounts: 1,
    })
  })

  it('are refused where nothing is new, or the name is taken', async () => {
    const refused = (name: string, added: string[]) =>
      addPositives(data, parent, { name, lists: [], added }, never)
    await expect(refused('Nothing', [])).rejects.toMatchObject({ code: 'fit/nothing-to-add' })
    await expect(refused('Salts', ['CsF'])).rejects.toMatchObject({ code: 'model/exists' })
  })
})
