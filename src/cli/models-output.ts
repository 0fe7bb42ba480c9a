import type { AnyModel, Model, StabilityModel } from '../host/models.ts'
import { printTable, rmseText } from './output.ts'

/** A model, and what a person wrote about it; empty for nothing. */
export interface Noted<M extends AnyModel> {
  readonly model: M
  readonly note: string
}

/** Prints models that give RMSE as a table. */
export function printModels(models: readonly Noted<Model>[]): void {
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
    models.map(({ model: { id, origin, manifest }, note }) => [
      id,
      manifest.name,
      String(manifest.positives.training + manifest.positives.heldOut),
      String(manifest.selectedEpoch),
      manifest.heldOut.rmse.toFixed(4),
      manifest.evaluation?.result.auc.toFixed(3) ?? '–',
      remarks(origin, note),
    ]),
  )
}

/** Prints models that give stability scores as a table. */
export function printStabilityModels(models: readonly Noted<StabilityModel>[]): void {
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
    models.map(({ model: { id, origin, manifest }, note }) => [
      id,
      manifest.name,
      String(manifest.positives.training + manifest.positives.heldOut),
      String(manifest.additions?.compounds ?? 0),
      manifest.evaluation?.auc.toFixed(3) ?? '–',
      manifest.evaluationBySystems?.auc.toFixed(3) ?? '–',
      remarks(origin, note),
    ]),
  )
}

/** So much of a note stands in a table; `models note` prints it. */
const SHOWN_OF_NOTE = 50

function remarks(origin: AnyModel['origin'], note: string): string {
  const [line = ''] = note.split('\n')
  const isCut = line.length > SHOWN_OF_NOTE || line !== note
  const shown = isCut ? `${line.slice(0, SHOWN_OF_NOTE)}…` : line
  return [origin === 'ready' ? 'ready model' : '', shown].filter(part => part !== '').join(': ')
}

/** What other programs want to know of a model; the rest stands in its folder's manifest. */
export function modelDocument(model: AnyModel, note: string) {
  return { ...(model.kind === 'rmse' ? rmseDocument(model) : stabilityDocument(model)), note }
}

/** What there is to know of a model, a line each; what is not known is left out. */
export function modelFacts(model: AnyModel): (readonly [what: string, value: string])[] {
  const { id, folder, origin, manifest } = model
  const { source, positives } = manifest
  const limit = source.maxEnergyAboveHullEvPerAtom
  const facts: readonly (readonly [what: string, value: string | null])[] = [
    ['id', origin === 'ready' ? `${id} (ready model)` : id],
    ['gives', model.kind === 'rmse' ? 'RMSE' : 'stability scores'],
    ['made', manifest.createdAt],
    ...lineage(model),
    ['trained on', source.description],
    ['positives', `${positives.training} trained on, ${positives.heldOut} held out`],
    ['energy above hull', limit === null ? null : `under ${limit} eV/atom`],
    ...(model.kind === 'rmse' ? rmseFacts(model) : stabilityFacts(model)),
    ['attribution', source.attribution.join('; ') || null],
    ['data fingerprint', manifest.files['training.txt']],
    ['folder', folder],
  ]
  return facts.flatMap(([what, value]) => (value === null ? [] : [[what, value] as const]))
}

type Facts = (readonly [what: string, value: string | null])[]

/** What a model was made from besides its data. */
function lineage(model: AnyModel): Facts {
  if (model.kind === 'stability') {
    const { additions } = model.manifest
    const added = additions && `${additions.compounds} of ${additions.lists.join(', ')}`
    return [
      ['trees of', additions?.parent ?? null],
      ['added', added],
    ]
  }
  const { retraining, study, settings } = model.manifest
  const chosen =
    study?.aim.kind === 'search'
      ? `batch ${settings.batchSize}, rate ${settings.learningRate}`
      : `latent size ${latentSize(model)}`
  return [
    ['retrained from', retraining?.parent.name ?? null],
    ['study', study ? `${study.name} (${study.aim.kind})` : null],
    ['chosen there', study ? `trial ${study.trial} of ${study.completeTrials} complete: ${chosen}` : null],
  ]
}

const latentSize = ({ manifest: { settings } }: Model) =>
  settings.layerSizes[(settings.layerSizes.length - 1) / 2]!

function rmseFacts({ manifest }: Model): Facts {
  const { settings, engine, selectedEpoch, history, heldOut, evaluation } = manifest
  const { batchSize, learningRate, seed, layerSizes, descriptorMode } = settings
  const r2 = (value: number | null) => value?.toFixed(3) ?? 'undefined'
  return [
    ['network', layerSizes.join('-')],
    ['descriptor', descriptorMode],
    ['training', `batch ${batchSize}, rate ${learningRate}, seed ${seed}`],
    ['epoch', `${selectedEpoch} chosen of ${history.length} trained`],
    ['engine', `${engine.backend}, ${engine.device}`],
    ['held-out RMSE', rmseText(heldOut.rmse)],
    [
      'R²',
      `${r2(heldOut.rSquaredGlobal)} (global mean), ${r2(heldOut.rSquaredPerFeature)} (per-feature means)`,
    ],
    ['judged by', evaluation?.source ?? null],
    ['held-out AUC', evaluation && aucText(evaluation.result.auc, evaluation.result.aucInterval)],
    [
      'AUC of all positives',
      evaluation && aucText(evaluation.result.aucAllPositives, evaluation.result.aucAllPositivesInterval),
    ],
  ]
}

function stabilityFacts({ manifest }: StabilityModel): Facts {
  const { seed, forests, evaluation, evaluationBySystems } = manifest
  return [
    ['trees', String(forests.general.trees + forests.sameSize.trees)],
    ['seed', String(seed)],
    ['held-out AUC', evaluation && aucText(evaluation.auc, evaluation.aucInterval)],
    [
      'with systems held out',
      evaluationBySystems && aucText(evaluationBySystems.auc, evaluationBySystems.aucInterval),
    ],
  ]
}

function aucText(auc: number, { lower, upper }: { readonly lower: number; readonly upper: number }): string {
  return `${auc.toFixed(3)} (95 %: ${lower.toFixed(3)}–${upper.toFixed(3)})`
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
