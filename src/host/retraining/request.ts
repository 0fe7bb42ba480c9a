import { z } from 'zod'
import type { TrainingChoice } from '../../contract/index.ts'
import { retrainingChoice, retrainingData } from '../../contract/methods/retraining.ts'
import type {
  LabelledFormula,
  PlannedRetraining,
  PositivesSource,
  TrainingSettings,
} from '../../engine/index.ts'
import type { CoreServices } from '../core-services.ts'
import type { Model } from '../models.ts'
import { choiceOf } from '../training/choice.ts'
import type { CollectingOptions } from '../training/training-data.ts'
import { readInHouseLists } from './in-house-lists.ts'
import { type PreparedRetraining, prepareRetraining, sourceOf } from './prepare.ts'

/** What a retraining begins with; kept with its job. */
export const retrainingRequest = z.strictObject({
  retraining: retrainingData,
  settings: retrainingChoice,
  attribution: z.array(z.string()),
})

export type RetrainingRequest = z.infer<typeof retrainingRequest>

/** Everything that a run of a retraining is made of. */
export interface RetrainingMaterial extends PlannedRetraining {
  readonly parent: Model
  readonly labelled: readonly LabelledFormula[]
  readonly source: PositivesSource
}

/** Reads the lists and plans the retraining. Throws what `prepareRetraining` and reading the lists throw. */
export async function prepareRequest(
  parts: Pick<CoreServices, 'library' | 'models'>,
  data: RetrainingRequest['retraining'],
  options: CollectingOptions,
): Promise<PreparedRetraining> {
  const parent = await parts.models.find(data.parent)
  return prepareRetraining(parent, await readInHouseLists(parts, data, options), data)
}

/** The same, ready to begin with. */
export async function materialOf(
  parts: Pick<CoreServices, 'library' | 'models'>,
  { retraining, attribution }: RetrainingRequest,
  options: CollectingOptions,
): Promise<RetrainingMaterial> {
  const prepared = await prepareRequest(parts, retraining, options)
  return { ...prepared, labelled: prepared.data.labelled, source: sourceOf(prepared, attribution) }
}

/** What of a request decides its settings. */
export interface ChosenSettings extends Pick<RetrainingRequest, 'settings'> {
  readonly retraining: Pick<RetrainingRequest['retraining'], 'seed'>
}

/** The settings of a retraining: its parent's, but for what was chosen. */
export function settingsOfRetraining(
  parent: Model,
  { retraining, settings: { backend: _, ...settings } }: ChosenSettings,
): TrainingSettings {
  return { ...parent.manifest.settings, ...settings, seed: retraining.seed }
}

/** The same as windows see settings. */
export function choiceOfRetraining(parent: Model, request: ChosenSettings): TrainingChoice {
  return { ...choiceOf(settingsOfRetraining(parent, request)), backend: request.settings.backend }
}
