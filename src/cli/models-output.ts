import type { AnyModel, Model, StabilityModel } from '../host/models.ts'
import { printTable } from './output.ts'

/** Prints models that give RMSE as a table. */
export function printModels(models: readonly Model[]): void {
  printTable(
    [
      { heading: 'model', align: 'left' },
      { heading: 'name', align: 'left' },
      { heading: 'positives', align: 'right' },
      { heading: 'epoch', align: 'right' },
      { heading: 'held-out RMSE', align: 'right' },
      { heading: 'held-out AUC', align: 'right' },
      { heading: '', align: 'left' },
    ],
    models.map(({ id, origin, manifest }) => [
      id,
      manifest.name,
      String(manifest.positives.training + manifest.positives.heldOut),
      String(manifest.selectedEpoch),
      manifest.heldOut.rmse.toFixed(4),
      manifest.evaluation?.result.auc.toFixed(3) ?? '–',
      origin === 'ready' ? 'ready model' : '',
    ]),
  )
}

/** Prints models that give stability scores as a table. */
export function printStabilityModels(models: readonly StabilityModel[]): void {
  printTable(
    [
      { heading: 'stability model', align: 'left' },
      { heading: 'name', align: 'left' },
      { heading: 'positives', align: 'right' },
      { heading: 'added', align: 'right' },
      { heading: 'held-out AUC', align: 'right' },
      { heading: 'with systems held out', align: 'right' },
      { heading: '', align: 'left' },
    ],
    models.map(({ id, origin, manifest }) => [
      id,
      manifest.name,
      String(manifest.positives.training + manifest.positives.heldOut),
      String(manifest.additions?.compounds ?? 0),
      manifest.evaluation?.auc.toFixed(3) ?? '–',
      manifest.evaluationBySystems?.auc.toFixed(3) ?? '–',
      origin === 'ready' ? 'ready model' : '',
    ]),
  )
}

/** What other programs want to know of a model; the rest stands in its folder's manifest. */
export function modelDocument(model: AnyModel) {
  return model.kind === 'rmse' ? rmseDocument(model) : stabilityDocument(model)
}

function rmseDocument(model: Model) {
  const { settings, positives, engine, selectedEpoch, history, heldOut, evaluation } = model.manifest
  const { rmse, rSquaredGlobal, rSquaredPerFeature } = heldOut
  return {
    ...shared(model),
    settings,
    positives,
    engine,
    selectedEpoch,
    epochsTrained: history.length,
    heldOut: { rmse, rSquaredGlobal, rSquaredPerFeature },
    evaluation,
  }
}

function stabilityDocument(model: StabilityModel) {
  const { seed, positives, additions, evaluation, evaluationBySystems } = model.manifest
  return { ...shared(model), seed, positives, additions, evaluation, evaluationBySystems }
}

function shared({ id, folder, origin, kind, manifest }: AnyModel) {
  const { name, createdAt, source } = manifest
  return { id, name, folder, origin, score: kind, createdAt, source }
}
