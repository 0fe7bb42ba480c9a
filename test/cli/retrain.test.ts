import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { STABLE_AND_NOT, TINY, type Workplace, workplace } from './anomalite.ts'

const NEW = 'BaZrO3 SrZrO3 CaZrO3 KTaO3 LaMnO3 LaCrO3 GdFeO3 Li7La3Zr2O12 Y3Fe5O12 Mg2SiO4'.split(' ')

let place: Workplace
beforeAll(async () => {
  place = await workplace()
  await place.run(['train', '--positives', STABLE_AND_NOT, '--name', 'Base', ...TINY])
  const labelled = [...NEW.map(formula => `${formula},0`), 'Na3Cl,0.5', 'Cs2Cl,0.3']
  await writeFile(place.path('ours.csv'), ['formula,e_above_hull', ...labelled].join('\n'))
  await writeFile(place.path('made.txt'), 'Al2O3\nLaCoO3')
})
afterAll(() => place.remove())

const OURS = '--model Base --positives ours.csv --engine wasm --replay 20 --batch 16 --seed 7'.split(' ')

describe('retrain', () => {
  it('says what it would see, and does nothing', async () => {
    const args = ['retrain', '--preview', ...OURS, '--positives', 'made.txt', '--folds', '3']
    const preview = await place.json(args)
    expect(preview).toMatchObject({
      training: 8,
      heldOut: 3,
      replayed: 20,
      leftOut: { aboveLimit: 2 },
      estimate: { engine: 'wasm', secondsInAll: expect.any(Number) },
    })
    expect((await place.run(['models'])).stdout).not.toContain('Ours')
  })

  it('makes a model, compares it with its parent, and keeps what came of it', async () => {
    const { code, stdout, stderr } = await place.run([
      ...['retrain', ...OURS, '--name', 'Ours', '--weight', '3', '--epochs', '4'],
      ...['--folds', '2', '--by', 'systems'],
    ])
    expect({ code, stderr }).toMatchObject({ code: 0 })
    expect(stderr).toContain('10 in-house positives. Left out: 2 at or above the energy limit.')
    expect(stderr).toMatch(/epoch 4: RMSE \S+ trained on, \S+ held-out in-house, \S+ held-out old/)
    expect(stdout).toContain('Held-out in-house positives (3)')
    expect(stdout).toContain('2 folds by systems, repeated 1 ×')
    expect(stdout).toContain('AUC, 3 positives, 2 others')
    expect(stdout).toMatch(/In-house positives that neither model was trained on \(3\): /)

    const compared = await place.json(['models', 'compare', 'Base', 'Ours', '--engine', 'wasm'])
    expect(compared).toMatchObject({
      older: 'base',
      newer: 'ours',
      comparison: { inHouse: { n: 3 }, old: { n: 18 }, labelled: null },
    })
    const labelled = ['models', 'compare', 'Base', 'Ours', '--labelled', 'ours.csv', '--engine', 'wasm']
    expect((await place.run(labelled)).stdout).toContain('AUC, 3 positives, 2 others')
  })

  it('goes on after Ctrl-C', async () => {
    const child = place.start(['retrain', ...OURS, '--name', 'Long', '--epochs', '150'])
    let stderr = ''
    let isAsked = false
    child.stderr!.on('data', (text: Buffer) => {
      stderr += text
      if (isAsked || !stderr.includes('epoch 2:')) return
      isAsked = child.kill('SIGINT')
    })
    await once(child, 'close')
    expect(stderr.trimEnd()).toMatch(/anomalite retrain --resume --name "Long"$/)
    const resumed = await place.run(['retrain', '--resume', '--engine', 'wasm', '--json'])
    expect(resumed.stderr).toMatch(/from epoch \d+\.\n/)
    expect(resumed.stderr).not.toMatch(/^epoch 1:/m)
    expect(JSON.parse(resumed.stdout)).toMatchObject({
      model: 'long',
      selectedEpoch: 150,
      retraining: { parent: { id: 'base' }, comparison: { inHouse: { n: 3 } } },
      verdict: { sentences: expect.any(Array) },
    })
  })

  it.each([
    [['retrain', '--model', 'Base', '--name', 'x'], 2, 'say what to retrain on by --positives FILE'],
    [['retrain', ...OURS], 2, 'give the new model a --name'],
    [['retrain', ...OURS, '--name', 'base'], 1, 'There is a model "base" already'],
    [['retrain', ...OURS, '--name', 'x', '--weight', '1', '2'], 2, 'there are 1 lists and 2 weights'],
    [
      ['retrain', ...OURS, '--name', 'x', '--folds', '3', '--from-scratch'],
      1,
      'Validate a warm start by folds',
    ],
  ])('%j ends with exit code %i and the reason', async (args, code, reason) => {
    const outcome = await place.run(args)
    expect(outcome).toMatchObject({ code })
    expect(outcome.stderr).toContain(reason)
  })
})
