import * as tf from '@tensorflow/tfjs-core'
import { parseFormula } from '../../domain/formula/index.ts'
import { type Backend, freshAdamState } from '../backend/backend.ts'
import { describeBatch } from '../batches.ts'
import { initialParameters, lossAndGradients, parameterShapes } from '../network.ts'
import { loadAutoencoder } from '../scoring.ts'
import type { TrainingSettings } from '../training/settings.ts'
import type { ProbeResult } from './protocol.ts'

/** Distinct compositions of realistic size; which ones does not matter to the speed. */
function probeCompositions(count: number) {
  const formulas = ['NaCl', 'BaTiO3', 'Li10GeP2S12', 'YBa2Cu3O7', 'LaFeAsO', 'Mg2SiO4', 'Na3V2P3O12']
  const compositions = formulas.map(formula => parseFormula(formula))
  return Array.from({ length: count }, (_, i) => compositions[i % compositions.length]!)
}

/**
 * Times scoring and training steps with some settings, each for about `seconds` after a warm-up; building descriptors is
 * part of both.
 */
export async function probe(
  backend: Backend,
  settings: TrainingSettings,
  seconds: number,
): Promise<ProbeResult> {
  const parameters = initialParameters(settings, settings.initialisation, settings.seed)

  const autoencoder = loadAutoencoder(backend, settings, parameters)
  const batch = probeCompositions(backend.scoringBatch)
  await autoencoder.score(batch)
  const scoring = await rate(seconds, async () => {
    await autoencoder.score(batch)
  })
  autoencoder.dispose()

  const adam = backend.createAdam(freshAdamState(parameters), parameterShapes(settings))
  const trained = probeCompositions(settings.batchSize)
  const step = async () => {
    const input = describeBatch(trained, settings.descriptorMode)
    const { loss, gradients } = lossAndGradients(backend, settings, adam.parameters(), input)
    adam.update(gradients, settings.learningRate)
    loss.dataSync()
    tf.dispose([loss, input])
  }
  await step()
  const steps = await rate(seconds, step)
  adam.dispose()
  return {
    scoringCompositionsPerSecond: scoring * batch.length,
    secondsPerTrainingStep: 1 / steps,
  }
}

/** Times per second that `action` runs. */
async function rate(seconds: number, action: () => Promise<void>): Promise<number> {
  const started = performance.now()
  let runs = 0
  do {
    await action()
    runs++
  } while (performance.now() - started < seconds * 1000)
  return (runs * 1000) / (performance.now() - started)
}
