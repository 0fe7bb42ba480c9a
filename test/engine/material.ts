import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { TrainingPlan } from '../../src/engine/training/run.ts'
import { MAKINO_SETTINGS, type TrainingSettings } from '../../src/engine/training/settings.ts'
import { splitPositives } from '../../src/engine/training/split.ts'

/** Sixty compounds, canonical. */
export const FORMULAS: readonly string[] = `
  AgCl Al2MgO4 Al2O3 AlAs AlN AsGa BN B2Mg BaO3Ti BaO4S BeO Bi2Te3 Br3CsPb CSi CCaO3 CaF2 CaO CaO3Ti CdS CdTe
  ClCs ClK ClNa CoLiO2 Cr2O3 CuFeS2 Cu2O Ba2Cu3O7Y AlF6Na3 FeLiO4P Fe2O3 Fe3O4 FeS2 GaN GaP GeLi10P2S12 H2O HfO2
  I2Pb InP InSb KNbO3 La2O3 La2O7Zr2 AlLaO3 LiNbO3 Li2O Li3N Li3O4P Li4O12Ti5 LiMn2O4 MgO MnO2 MoS2 Na3O12P3V2
  NaNbO3 NiO O2Si O2Sn O2Ti
`
  .trim()
  .split(/\s+/)

/** Training that takes a fraction of a second: 42 compounds in three steps an epoch, 18 held out. */
export function smallSettings(changes: Partial<TrainingSettings> = {}): TrainingSettings {
  return {
    ...MAKINO_SETTINGS,
    layerSizes: [1994, 16, 4, 16, 1994],
    batchSize: 16,
    epochs: 3,
    patienceEpochs: null,
    ...changes,
  }
}

export function smallPlan(changes: Partial<TrainingSettings> = {}): TrainingPlan {
  const settings = smallSettings(changes)
  return {
    name: 'Sixty compounds',
    createdAt: '2025-01-02T03:04:05.000Z',
    settings,
    source: {
      description: 'sixty compounds of textbooks',
      maxEnergyAboveHullEvPerAtom: null,
      attribution: ['textbooks'],
    },
    positives: splitPositives(FORMULAS, settings.trainingShare, settings.seed),
  }
}

/** A folder that goes when the test does. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'anomalite-engine-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}
