import type { ChargeBalance } from '../domain/charge/index.ts'
import type { ModelManifest, StabilityManifest } from '../engine/index.ts'
import type { ReportCharge, ReportInput, ReportScale } from '../report/index.ts'
import type { AnyModel } from './models.ts'
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
    columns: { charge: true, nearest: false, why: false },
    lines: canonicals.length + unread.length,
    duplicates: canonicals.length - new Set(canonicals).size,
    ...reportScale(model),
    compared: null,
    limit: null,
    candidates: candidates.map(({ rank, line, score, charge }) => ({
      rank,
      composition: line.composition,
      text: line.text,
      line: line.line,
      score: score.rmse,
      percentile: score.percentile,
      compared: null,
      charge: reportCharge(charge),
      id: line.externalId ?? '',
      tags: line.tags,
      note: [line.note, ...scoreCautions({ ...score, trainedOn: false })].filter(Boolean).join('; '),
      nearest: null,
      trainedOn: score.trainedOn,
      scoredAs: null,
      why: null,
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

/** What a report says of a model, and the scores that it places others among. */
export function reportScale(model: AnyModel): ReportScale {
  return model.kind === 'rmse' ? rmseScale(model.manifest) : stabilityScale(model.manifest)
}

function rmseScale({
  name,
  settings,
  positives,
  selectedEpoch,
  engine,
  heldOut,
  evaluation,
  source,
}: ModelManifest): ReportScale {
  return {
    reference: { quantiles: heldOut.rmseQuantiles },
    model: {
      kind: 'rmse',
      name,
      trainingPositives: positives.training,
      heldOutPositives: positives.heldOut,
      descriptorMode: settings.descriptorMode,
      latentSize: Math.min(...settings.layerSizes),
      epoch: selectedEpoch,
      seed: settings.seed,
      engine: `${engine.backend}, ${engine.device}`,
      aucHeldOut: evaluation?.result.auc ?? null,
      aucAll: evaluation?.result.aucAllPositives ?? null,
      attribution: source.attribution,
    },
  }
}

function stabilityScale({
  name,
  seed,
  positives,
  additions,
  forests,
  heldOut,
  evaluation,
  evaluationBySystems,
  source,
}: StabilityManifest): ReportScale {
  return {
    reference: { quantiles: heldOut.logOddsQuantiles },
    model: {
      kind: 'stability',
      name,
      trainingPositives: positives.training,
      heldOutPositives: positives.heldOut,
      addedCompounds: additions?.compounds ?? 0,
      trees: forests.general.trees + forests.sameSize.trees,
      seed,
      aucHeldOut: evaluation?.auc ?? null,
      aucSystemsHeldOut: evaluationBySystems?.auc ?? null,
      attribution: source.attribution,
    },
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
