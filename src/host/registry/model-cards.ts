import type {
  ModelDetails,
  ModelSummary,
  RmseDetails,
  RmseSummary,
  StabilityDetails,
  StabilitySummary,
} from '../../contract/index.ts'
import type { StabilityEvaluation } from '../../domain/stability/index.ts'
import { parameterCount, type StudyOrigin } from '../../engine/index.ts'
import type { AnyModel, Model, StabilityModel } from '../models.ts'
import { choiceOf } from '../training/choice.ts'

/** What a list of models shows of one. */
export function summaryOf(model: AnyModel, isActive: boolean): ModelSummary {
  return model.kind === 'rmse' ? rmseSummary(model, isActive) : stabilitySummary(model, isActive)
}

/** What there is to know of a model beside what its manifest says. */
export interface ModelState {
  readonly isActive: boolean
  /** What a person wrote about it; empty for nothing. */
  readonly note: string
  /** Whether the study that it comes from is still there. */
  readonly study: 'there' | 'gone'
}

/** Everything about a model but its numbers. */
export function detailsOf(model: AnyModel, state: ModelState): ModelDetails {
  return model.kind === 'rmse' ? rmseDetails(model, state) : stabilityDetails(model, state)
}

function sharedSummary({ id, origin, manifest }: AnyModel, isActive: boolean) {
  return {
    id,
    name: manifest.name,
    origin,
    isActive,
    createdAt: manifest.createdAt,
    trainingPositives: manifest.positives.training,
    heldOutPositives: manifest.positives.heldOut,
  }
}

function rmseSummary(model: Model, isActive: boolean): RmseSummary {
  const { settings, heldOut, engine, evaluation, selectedEpoch, history } = model.manifest
  const result = evaluation?.result
  return {
    ...sharedSummary(model, isActive),
    kind: 'rmse',
    descriptorMode: settings.descriptorMode,
    latentSize: settings.layerSizes[(settings.layerSizes.length - 1) / 2]!,
    selectedEpoch,
    epochs: history.length,
    seed: settings.seed,
    engine: `${engine.backend}, ${engine.device}`,
    rmse: heldOut.rmse,
    rSquaredGlobal: heldOut.rSquaredGlobal,
    rSquaredPerFeature: heldOut.rSquaredPerFeature,
    aucHeldOut: result ? aucWithin(result.auc, result.aucInterval) : null,
    aucAll: result ? aucWithin(result.aucAllPositives, result.aucAllPositivesInterval) : null,
  }
}

/** What a list of models shows of a stability model. */
export function stabilitySummary(model: StabilityModel, isActive: boolean): StabilitySummary {
  const { seed, evaluation, evaluationBySystems, additions } = model.manifest
  return {
    ...sharedSummary(model, isActive),
    kind: 'stability',
    seed,
    aucHeldOut: evaluation && aucWithin(evaluation.auc, evaluation.aucInterval),
    aucSystemsHeldOut:
      evaluationBySystems && aucWithin(evaluationBySystems.auc, evaluationBySystems.aucInterval),
    addedCompounds: additions?.compounds ?? 0,
  }
}

function rmseDetails(model: Model, { isActive, note, study }: ModelState): RmseDetails {
  const { manifest, folder } = model
  return {
    ...rmseSummary(model, isActive),
    note,
    folder,
    settings: choiceOf(manifest.settings),
    layerSizes: [...manifest.settings.layerSizes],
    source: sourceOf(model),
    parameters: parameterCount(manifest.settings),
    history: manifest.history,
    scoreQuantiles: manifest.heldOut.rmseQuantiles,
    evaluationSource: manifest.evaluation?.source ?? null,
    retrainedFrom: manifest.retraining?.parent.name ?? null,
    study: manifest.study ? studyOf(manifest.study, study) : null,
  }
}

function studyOf(
  { id, name, aim, trial, completeTrials }: StudyOrigin,
  study: ModelState['study'],
): NonNullable<RmseDetails['study']> {
  return { id, name, isThere: study === 'there', kind: aim.kind, trial, completeTrials }
}

function stabilityDetails(model: StabilityModel, { isActive, note }: ModelState): StabilityDetails {
  const { manifest, folder } = model
  const { forests, heldOut, evaluation, evaluationBySystems, additions } = manifest
  return {
    ...stabilitySummary(model, isActive),
    note,
    folder,
    source: sourceOf(model),
    trees: forests.general.trees + forests.sameSize.trees,
    scoreQuantiles: heldOut.logOddsQuantiles,
    evaluation: evaluation && judgementOf(evaluation),
    evaluationBySystems: evaluationBySystems && judgementOf(evaluationBySystems),
    additions: additions && { parent: additions.parent, lists: additions.lists },
  }
}

function judgementOf(evaluation: StabilityEvaluation): NonNullable<StabilityDetails['evaluation']> {
  const { heldOutPositives, negatives, auc, aucInterval, byElements, subsets, top } = evaluation
  return {
    heldOutPositives,
    negatives,
    auc: aucWithin(auc, aucInterval),
    byElements: [...byElements],
    subsets: [...subsets],
    top: [...top],
  }
}

function sourceOf({ manifest }: AnyModel): RmseDetails['source'] {
  return { ...manifest.source, fingerprint: manifest.files['training.txt'] }
}

function aucWithin(auc: number, { lower, upper }: { readonly lower: number; readonly upper: number }) {
  return { auc, low: lower, high: upper }
}
