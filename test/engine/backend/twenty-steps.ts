/**
 * Trains twenty steps of a small network on the back end named by its argument, one for each of two variants, and prints
 * the loss of each step and the scores after the last.
 */
import { parseFormula } from '../../../src/domain/formula/index.ts'
import { type BackendName, freshAdamState } from '../../../src/engine/backend/backend.ts'
import { startBackend } from '../../../src/engine/backend/start.ts'
import { describeBatch } from '../../../src/engine/batches.ts'
import { initialParameters, lossAndGradients, parameterShapes } from '../../../src/engine/network.ts'
import { loadAutoencoder } from '../../../src/engine/scoring.ts'
import { FORMULAS, smallSettings } from '../material.ts'

const { backend } = await startBackend(process.argv[2] as BackendName)
const compositions = FORMULAS.map(formula => parseFormula(formula))

const results = []
// With these seeds no unit lies so near the kink of its ReLU that rounding decides whether it has a gradient.
for (const variant of [
  { bottleneckActivation: 'relu', initialisation: 'glorot-uniform', seed: 42 },
  { bottleneckActivation: 'linear', initialisation: 'he-normal', seed: 1 },
] as const) {
  const settings = smallSettings({ ...variant, layerSizes: [1994, 64, 16, 4, 16, 64, 1994] })
  const initial = initialParameters(settings, settings.initialisation, settings.seed)
  const adam = backend.createAdam(freshAdamState(initial), parameterShapes(settings))
  const losses: number[] = []
  for (let step = 0; step < 20; step++) {
    const input = describeBatch(compositions.slice(step, step + 40), settings.descriptorMode)
    const { loss, gradients } = lossAndGradients(backend, settings, adam.parameters(), input)
    adam.update(gradients, settings.learningRate)
    losses.push(loss.dataSync()[0]!)
  }
  const scores = await loadAutoencoder(backend, settings, adam.state().parameters).score(compositions)
  results.push({ losses, scores: Array.from(scores) })
}
process.stdout.write(JSON.stringify(results))
