import { join } from 'node:path'
import type { Backend } from '../../../src/engine/backend/backend.ts'
import { buildModel } from '../../../src/engine/model/build.ts'
import { copyModel } from '../../../src/engine/model/copy.ts'
import { writeModel } from '../../../src/engine/model/model-file.ts'
import {
  PARENT_FOLDER,
  type PlannedRetraining,
  planRetraining,
  type RetrainingChoice,
} from '../../../src/engine/retraining/plan.ts'
import { createRun, type TrainingRun } from '../../../src/engine/training/run.ts'
import type { TrainingSettings } from '../../../src/engine/training/settings.ts'
import { train } from '../../../src/engine/training/trainer.ts'
import { smallPlan, temporaryFolder } from '../material.ts'
import { control } from '../training/training.ts'

/** Fifteen compounds, canonical, that none of the sixty are. */
export const IN_HOUSE: readonly string[] = `
  BaO3Zr BaO3Sn CaO3Zr O3SrTi O3SrZr KO3Ta LaMnO3 CrLaO3 FeLaO3 GdFeO3 Al5O12Y3 Ca3Fe2O12Si3 Li7La3O12Zr2 MgO3Si Mg2O4Si
`
  .trim()
  .split(/\s+/)

export const CHOICE: RetrainingChoice = { start: 'warm', folds: null, replay: 20, heldOutShare: 0.3, seed: 7 }

/** What the parent of these tests knows: 42 compounds trained on, 18 held out. */
export const KNOWN = smallPlan().positives

const PARENT = { id: 'sixty', name: 'Sixty compounds', fingerprint: 'f'.repeat(64) }

export function planned(
  changes: Partial<RetrainingChoice> = {},
  lists = [{ name: 'Ours', weight: 2, positives: IN_HOUSE }],
): PlannedRetraining {
  return planRetraining(PARENT, KNOWN, lists, { ...CHOICE, ...changes })
}

/** Trains a small parent on the sixty compounds, in a folder of the caller's; returns its own. */
export async function parentModel(backend: Backend, place: string): Promise<string> {
  const folder = join(place, 'parent')
  const plan = smallPlan({ epochs: 8, learningRate: 3e-3 })
  const run = await createRun(join(place, 'run'), plan)
  const outcome = await train(backend, run, control())
  await writeModel(folder, await buildModel(backend, plan, outcome, new AbortController().signal))
  return folder
}

/** A retraining of that parent on the fifteen compounds: two steps in each of four epochs. */
export async function retrainingRun(
  parent: string,
  choice: Partial<RetrainingChoice> = {},
  settings: Partial<TrainingSettings> = {},
): Promise<TrainingRun> {
  const folder = join(await temporaryFolder(), 'run')
  await copyModel(parent, join(folder, PARENT_FOLDER))
  const changes = { epochs: 4, learningRate: 1e-3, seed: 7, ...settings }
  return createRun(folder, { ...smallPlan(changes), ...planned(choice), name: 'Ours' })
}
