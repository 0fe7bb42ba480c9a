import type { RmseDetails } from '../../../../contract/index.ts'
import { formatFixed, formatRmse, words } from '../../../messages/index.ts'

/** A line of a model's card. */
export interface Fact {
  readonly label: string
  readonly value: string
}

/** What there is to know of a model, the most asked for first; what is not known is left out. */
export function factsOf(model: RmseDetails): Fact[] {
  const { fields } = words.models
  const { settings, source } = model
  const limit = source.maxEnergyAboveHullEvPerAtom
  const facts: readonly (readonly [label: string, value: string | null])[] = [
    [fields.rmse, formatRmse(model.rmse)],
    [fields.rSquared, `${formatFixed(model.rSquaredGlobal, 3)}, ${formatFixed(model.rSquaredPerFeature, 3)}`],
    [fields.aucHeldOut, model.aucHeldOut && interval(model.aucHeldOut)],
    [fields.aucAll, model.aucAll && words.models.asInPaper(interval(model.aucAll))],
    [fields.evaluatedOn, model.evaluationSource],
    [fields.data, source.description],
    [fields.counts, fields.countsText(model.trainingPositives, model.heldOutPositives)],
    [fields.limit, limit === null ? null : fields.limitText(limit)],
    [fields.epoch, fields.epochText(model.selectedEpoch, model.epochs)],
    [fields.training, fields.trainingText(settings.learningRate, settings.batchSize, settings.seed)],
    [fields.network, fields.networkText(model.layerSizes, model.parameters)],
    [fields.descriptor, words.training.fields.descriptorModes[model.settings.descriptorMode]],
    [fields.engine, model.engine.replace(/^(?:tensorflow|wasm)/, backendName)],
    [fields.attribution, source.attribution.join('; ') || null],
    [fields.fingerprint, source.fingerprint],
    [fields.folder, model.folder],
  ]
  return facts.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]))
}

function backendName(backend: string): string {
  return words.shell.engine[backend as 'tensorflow' | 'wasm']
}

function interval(auc: NonNullable<RmseDetails['aucAll']>): string {
  return words.models.interval(formatFixed(auc.auc, 3), formatFixed(auc.low, 3), formatFixed(auc.high, 3))
}
