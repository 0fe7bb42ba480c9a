import type { Model } from '../host/models.ts'
import { printLine } from './output.ts'

/** What other programs want to know of a trained model. */
export function trainedDocument({ id, folder, manifest }: Model) {
  const { name, selectedEpoch, history, heldOut, evaluation, positives } = manifest
  const { rmse, rSquaredGlobal, rSquaredPerFeature } = heldOut
  return {
    model: id,
    name,
    folder,
    positives,
    selectedEpoch,
    epochsTrained: history.length,
    heldOut: { rmse, rSquaredGlobal, rSquaredPerFeature },
    evaluation,
  }
}

export function printTrained({ id, folder, manifest }: Model): void {
  const { selectedEpoch, history, heldOut, evaluation } = manifest
  const r2 = (value: number | null) => value?.toFixed(3) ?? 'undefined'
  printLine(`Model "${id}" in ${folder}`)
  printLine(`Epoch ${selectedEpoch} of ${history.length} selected.`)
  printLine(
    `Held-out positives: RMSE ${heldOut.rmse.toFixed(4)}, R² ${r2(heldOut.rSquaredGlobal)} (global mean), ${r2(heldOut.rSquaredPerFeature)} (per-feature means).`,
  )
  if (evaluation) {
    const { auc, aucAllPositives } = evaluation.result
    printLine(
      `AUC: ${auc.toFixed(3)} for held-out positives, ${aucAllPositives.toFixed(3)} for all positives.`,
    )
  }
}
