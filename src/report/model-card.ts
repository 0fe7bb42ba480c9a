import { count, fixed } from './numbers.ts'
import type { ReportModel, RmseReportModel, StabilityReportModel } from './report-input.ts'
import { escapeHtml } from './text.ts'

type Fact = readonly [term: string, value: string]

/** What the scores rest on: the model, its data, its settings and how well it separates. */
export function modelCard(model: ReportModel, heading = 'Model'): string {
  const facts: readonly Fact[] = [
    ['Name', escapeHtml(model.name)],
    ...(model.kind === 'rmse' ? rmseFacts(model) : stabilityFacts(model)),
  ]
  return [
    '<section class="model-card">',
    `<h2>${heading}</h2>`,
    '<dl>',
    ...facts.map(([term, value]) => `<div><dt>${term}</dt><dd>${value}</dd></div>`),
    '</dl>',
    `<p class="fine">${AUC_NOTES[model.kind]}</p>`,
    ...model.attribution.map(source => `<p class="fine">${escapeHtml(source)}</p>`),
    '</section>',
  ].join('\n')
}

const AUC_NOTES = {
  rmse: `Positives: compounds known to be stable. AUC: area under the ROC curve for telling them from
      unstable ones by RMSE; 0.5 is chance. <span class="nowrap">* Those</span> the model was trained on included, as in the literature,
      which flatters it.`,
  stability: `Positives: compounds known to be stable. AUC: area under the ROC curve for telling those held out from
      unstable compositions by the stability score; 0.5 is chance.`,
} as const

function rmseFacts(model: RmseReportModel): Fact[] {
  return [
    ['Positives trained on', count(model.trainingPositives)],
    ['Positives held out', count(model.heldOutPositives)],
    ['AUC, held-out positives', auc(model.aucHeldOut)],
    ['AUC, all positives*', auc(model.aucAll)],
    ['Descriptor', escapeHtml(model.descriptorMode)],
    ['Latent size', count(model.latentSize)],
    ['Epoch', count(model.epoch)],
    ['Seed', String(model.seed)],
    ['Engine', escapeHtml(model.engine)],
  ]
}

function stabilityFacts(model: StabilityReportModel): Fact[] {
  return [
    ['Positives fitted on', count(model.trainingPositives)],
    ['Positives held out', count(model.heldOutPositives)],
    ...(model.addedCompounds === 0 ? [] : [['Compounds added', count(model.addedCompounds)] as const]),
    ['AUC, held-out positives', auc(model.aucHeldOut)],
    ['AUC, systems held out', auc(model.aucSystemsHeldOut)],
    ['Trees', count(model.trees)],
    ['Seed', String(model.seed)],
  ]
}

function auc(value: number | null): string {
  return value === null ? 'not evaluated' : fixed(value, 3)
}
