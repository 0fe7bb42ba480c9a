import type { ChargeBalance } from '../domain/charge/index.ts'
import type { ModelManifest } from '../engine/index.ts'
import type { ReportCharge, ReportInput, ReportModel } from '../report/index.ts'
import type { Ranking } from './ranking.ts'
import { outsideMessage, scoreCautions } from './scoring.ts'

/** What a ranking puts on paper. `source` names the list. */
export function rankingReport(ranking: Ranking, title: string, source: string, createdAt: Date): ReportInput {
  const { model, candidates, outside, unread } = ranking
  // A list of the library may have been imported in parts, each of which counts its duplicates alone.
  const canonicals = [...candidates.map(({ score }) => score), ...outside.map(({ reason }) => reason)].map(
    ({ canonical }) => canonical,
  )
  const unseen = candidates.filter(({ score }) => score.unseenElements.length > 0)
  const unseenElements = [...new Set(unseen.flatMap(({ score }) => score.unseenElements))].sort()
  return {
    title,
    createdAt,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    source,
    selection: null,
    unscored: 0,
    columns: { charge: true, nearest: false },
    lines: canonicals.length + unread.length,
    duplicates: canonicals.length - new Set(canonicals).size,
    model: reportModel(model.manifest),
    reference: { quantiles: model.manifest.heldOut.rmseQuantiles },
    limit: null,
    candidates: candidates.map(({ rank, line, score, charge }) => ({
      rank,
      composition: line.composition,
      text: line.text,
      line: line.line,
      rmse: score.rmse,
      percentile: score.percentile,
      charge: reportCharge(charge),
      id: line.externalId ?? '',
      note: [line.note, ...scoreCautions({ ...score, trainedOn: false })].filter(Boolean).join('; '),
      nearest: null,
      trainedOn: score.trainedOn,
    })),
    outsideModel: outside.map(({ line, reason }) => ({
      line: line.line,
      text: line.text,
      message: outsideMessage(reason),
      suggestion: '',
    })),
    unread: unread.map(({ line, text, problem }) => ({
      line,
      text,
      message: problem.message,
      suggestion: problem.suggestion ?? '',
    })),
    notes:
      unseen.length === 0
        ? []
        : [
            `${unseen.length} of the compositions hold elements that none of the model's training compositions has (${unseenElements.join(', ')}). Their RMSE says little; the notes mark them.`,
          ],
  }
}

/** What a report says of the model. */
export function reportModel(manifest: ModelManifest): ReportModel {
  const { settings, positives, evaluation } = manifest
  return {
    name: manifest.name,
    trainingPositives: positives.training,
    heldOutPositives: positives.heldOut,
    descriptorMode: settings.descriptorMode,
    latentSize: Math.min(...settings.layerSizes),
    epoch: manifest.selectedEpoch,
    seed: settings.seed,
    engine: `${manifest.engine.backend}, ${manifest.engine.device}`,
    aucHeldOut: evaluation?.result.auc ?? null,
    aucAll: evaluation?.result.aucAllPositives ?? null,
    attribution: manifest.source.attribution,
  }
}

export function reportCharge(balance: ChargeBalance): ReportCharge {
  switch (balance.verdict) {
    case 'unbalanced':
      return { kind: 'unbalanced', chargePerAtom: balance.chargePerAtom }
    case 'unknown-states':
      return { kind: 'unknown' }
    default:
      return { kind: balance.verdict }
  }
}
