import { setImmediate as nextTurn } from 'node:timers/promises'
import { DESCRIPTOR_DIMENSIONS } from '../../domain/descriptor/index.ts'
import { parseFormula } from '../../domain/formula/index.ts'
import { quantileDistribution, rSquared } from '../../domain/statistics/index.ts'
import type { Backend } from '../backend/backend.ts'
import { newRecord } from '../retraining/record.ts'
import { featureSums, loadAutoencoder } from '../scoring.ts'
import { lossHistory, type TrainingPlan } from '../training/run.ts'
import type { TrainingOutcome } from '../training/trainer.ts'
import type { ModelContent } from './model-file.ts'

/**
 * Makes a model of a finished training: measures the selected weights on the held-out positives. Aborting the signal
 * rejects with its reason.
 */
export async function buildModel(
  backend: Backend,
  plan: TrainingPlan,
  { selected, history, parameters }: TrainingOutcome,
  signal: AbortSignal,
): Promise<ModelContent> {
  const { settings, positives } = plan
  const heldOut = positives.heldOut.map(formula => parseFormula(formula))
  const autoencoder = loadAutoencoder(backend, settings, parameters)
  const errors = await autoencoder
    .score(heldOut, { signal, onBatch: () => undefined, afterBatch: nextTurn })
    .finally(() => autoencoder.dispose())
  const meanSquaredError = errors.reduce((sum, rmse) => sum + rmse ** 2, 0) / errors.length
  const { global, perFeature } = rSquared({
    squaredError: meanSquaredError * errors.length * DESCRIPTOR_DIMENSIONS,
    ...featureSums(heldOut, settings.descriptorMode),
    count: heldOut.length,
  })
  return {
    manifest: {
      name: plan.name,
      createdAt: new Date().toISOString(),
      settings,
      source: plan.source,
      positives: { training: positives.training.length, heldOut: positives.heldOut.length },
      engine: { backend: backend.name, device: backend.device },
      selectedEpoch: selected.epoch,
      history: lossHistory(history),
      heldOut: {
        rmse: Math.sqrt(meanSquaredError),
        rSquaredGlobal: global,
        rSquaredPerFeature: perFeature,
        rmseQuantiles: [...quantileDistribution(errors).quantiles],
      },
      evaluation: null,
      ...(plan.retraining && {
        retraining: newRecord(
          plan.retraining,
          history.map(({ epoch, heldOutLosses }) => ({ epoch, inHouse: null, old: null, ...heldOutLosses })),
        ),
      }),
    },
    parameters,
    trainingFormulas: positives.training,
    heldOutFormulas: positives.heldOut,
    diagnostics: history.map(({ epoch, layers }) => ({ epoch, layers })),
  }
}
