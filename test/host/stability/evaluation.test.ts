import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parseFormula } from '../../../src/domain/formula/index.ts'
import { readStabilityFormulas } from '../../../src/engine/index.ts'
import { addPositives } from '../../../src/host/fitting/additions.ts'
import type { StabilityModel } from '../../../src/host/models.ts'
import { evaluateStability } from '../../../src/host/stability/evaluation.ts'
import { fitted, SALTS } from '../fitting/salts.ts'

let data: string
let model: StabilityModel
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'anomalite-evaluation-'))
  model = await fitted(data, { ...SALTS, labelled: [] })
})
afterAll(() => rm(data, { recursive: true, force: true }))

const LIMIT = 0.01
const labelled = (formulas: readonly string[], energyAboveHullEvPerAtom: number) =>
  formulas.map(formula => ({ composition: parseFormula(formula), energyAboveHullEvPerAtom }))

const UNSTABLE = labelled(['Rb3F', 'RbF5', 'K3Cl', 'BaO4'], 0.3)

it('compounds that were held out judge again: the tables do not know them', async () => {
  const heldOut = await readStabilityFormulas(model.folder, model.manifest, 'held-out.txt')
  const training = await readStabilityFormulas(model.folder, model.manifest, 'training.txt')
  const list = [...labelled([...heldOut, ...training], 0), ...UNSTABLE]
  expect(await evaluateStability(model, list, LIMIT)).toMatchObject({
    heldOutPositives: heldOut.length,
    trainedOn: training.length,
    negatives: UNSTABLE.length,
    outsideModel: 0,
  })
})

it('a list without them is judged by tables of all that the model knows, what was added among it', async () => {
  const added = { name: 'With caesium', lists: ['Made here'], added: ['CsF'] }
  const wider = await addPositives(data, model, added, new AbortController().signal)
  const list = [...labelled(['CsF', 'RbSr', 'FrF'], 0), ...UNSTABLE]
  expect(await evaluateStability(wider, list, LIMIT)).toMatchObject({
    heldOutPositives: 1,
    trainedOn: 1,
    outsideModel: 1,
  })
})
