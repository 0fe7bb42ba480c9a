import { expect, it } from 'vitest'
import type { RmseDetails } from '../../../src/contract/index.ts'
import { comparedFigures } from '../../../src/renderer/screens/models/comparison/compared.ts'

const auc = (value: number, margin: number) => ({ auc: value, low: value - margin, high: value + margin })

const base = {
  descriptorMode: 'documented',
  rmse: 0.043,
  rSquaredGlobal: 0.863,
  rSquaredPerFeature: 0.798,
  aucHeldOut: auc(0.643, 0.005),
  aucAll: auc(0.713, 0.004),
  evaluationSource: 'Materials Project',
  trainingPositives: 23_686,
  heldOutPositives: 10_151,
  selectedEpoch: 88,
  epochs: 100,
} as RmseDetails

/** Which side is called better, for RMSE, R² twice and AUC twice. */
function better(changes: Partial<RmseDetails>) {
  return comparedFigures({ ...base, ...changes }, base)
    .slice(0, 5)
    .map(figure => figure.better)
}

it.each<[string, Partial<RmseDetails>, (string | null)[]]>([
  ['a smaller error', { rmse: 0.04 }, ['own', null, null, null, null]],
  ['a larger error', { rmse: 0.05, rSquaredGlobal: 0.8 }, ['other', 'other', null, null, null]],
  ['intervals that are apart', { aucHeldOut: auc(0.66, 0.005) }, [null, null, null, 'own', null]],
  ['intervals that overlap', { aucHeldOut: auc(0.65, 0.005) }, [null, null, null, null, null]],
  [
    'other labels',
    { aucHeldOut: auc(0.9, 0.01), evaluationSource: 'our own' },
    [null, null, null, null, null],
  ],
  ['no labels', { aucHeldOut: null, aucAll: null }, [null, null, null, null, null]],
  [
    'errors of another descriptor',
    { descriptorMode: 'chemhist-0.1.1', rmse: 0.01, rSquaredGlobal: 0.99, aucAll: auc(0.6, 0.004) },
    [null, null, null, null, 'other'],
  ],
])('%s: what is called better', (_, changes, expected) => {
  expect(better(changes)).toEqual(expected)
})

it('an AUC stands with its interval', () => {
  expect(comparedFigures(base, base)[3]!.own).toEqual({ value: '0.643', note: '0.638–0.648' })
  expect(comparedFigures({ ...base, aucHeldOut: null }, base)[3]!.own).toEqual({ value: '—', note: null })
})
