import type { ModelDetails, ModelSummary } from '../../contract/index.ts'
import { parameterCount } from '../../engine/index.ts'
import type { Model } from '../models.ts'
import { choiceOf } from '../training/choice.ts'

/** What a list of models shows of one. */
export function summaryOf({ id, origin, folder, manifest }: Model, activeFolder: string): ModelSummary {
  const { settings, heldOut, engine, positives, evaluation } = manifest
  const result = evaluation?.result
  const auc = (value: number, { lower, upper }: { lower: number; upper: number }) => ({
    auc: value,
    low: lower,
    high: upper,
  })
  return {
    id,
    name: manifest.name,
    origin,
    isActive: folder === activeFolder,
    createdAt: manifest.createdAt,
    descriptorMode: settings.descriptorMode,
    latentSize: settings.layerSizes[(settings.layerSizes.length - 1) / 2]!,
    trainingPositives: positives.training,
    heldOutPositives: positives.heldOut,
    selectedEpoch: manifest.selectedEpoch,
    epochs: manifest.history.length,
    seed: settings.seed,
    engine: `${engine.backend}, ${engine.device}`,
    rmse: heldOut.rmse,
    rSquaredGlobal: heldOut.rSquaredGlobal,
    rSquaredPerFeature: heldOut.rSquaredPerFeature,
    aucHeldOut: result ? auc(result.auc, result.aucInterval) : null,
    aucAll: result ? auc(result.aucAllPositives, result.aucAllPositivesInterval) : null,
  }
}

/** Everything about a model but its numbers. */
export function detailsOf(model: Model, activeFolder: string): ModelDetails {
  const { manifest, folder } = model
  return {
    ...summaryOf(model, activeFolder),
    folder,
    settings: choiceOf(manifest.settings),
    layerSizes: [...manifest.settings.layerSizes],
    source: { ...manifest.source, fingerprint: manifest.files['training.txt'] },
    parameters: parameterCount(manifest.settings),
    history: manifest.history,
    rmseQuantiles: manifest.heldOut.rmseQuantiles,
    evaluationSource: manifest.evaluation?.source ?? null,
  }
}
