import { type FitOptions, finishFit } from '../../../src/host/fitting/fit.ts'
import type { FitChoice } from '../../../src/host/fitting/fit-plan.ts'
import { beginFit } from '../../../src/host/fitting/fit-plan.ts'
import type { StabilityModel } from '../../../src/host/models.ts'

/** Halides, perovskites and simple oxides: what is known of them leaves gaps to be filled. */
export const POSITIVES = [
  ...['Li', 'Na', 'K', 'Rb'].flatMap(metal => ['F', 'Cl', 'Br', 'I'].map(halogen => halogen + metal)),
  ...['Mg', 'Ca', 'Sr', 'Ba'].flatMap(metal => [`F2${metal}`, `Cl2${metal}`, `${metal}O`, `${metal}S`]),
  ...['Ca', 'Sr', 'Ba'].flatMap(metal => ['Ti', 'Zr', 'Hf', 'Sn'].map(other => `${metal}O3${other}`)),
]

export const SALTS: FitChoice = {
  name: 'Salts',
  positives: POSITIVES,
  labelled: ['ClNa', 'MgO', 'ClNa3', 'BaO4', 'Ca3O', 'AuCs'].map((formula, i) => ({
    formula,
    energyAboveHullEvPerAtom: i < 2 ? 0 : 0.5,
  })),
  source: { description: 'salts.csv', maxEnergyAboveHullEvPerAtom: 0.01, attribution: [] },
  seed: 3,
  judgedBy: 'compounds',
}

export const fitOptions = (changes: Partial<FitOptions> = {}): FitOptions => ({
  signal: new AbortController().signal,
  priority: 'normal',
  onProgress: () => undefined,
  ...changes,
})

export async function fitted(data: string, choice: FitChoice): Promise<StabilityModel> {
  await beginFit(data, choice)
  return finishFit(data, choice.name, fitOptions())
}
