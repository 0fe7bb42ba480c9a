import { count, fixed } from './numbers.ts'
import type { ReportModel } from './report-input.ts'
import { escapeHtml } from './text.ts'

/** What the scores rest on: the model, its data, its settings and how well it separates. */
export function modelCard(model: ReportModel): string {
  const facts: readonly (readonly [term: string, value: string])[] = [
    ['Name', escapeHtml(model.name)],
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
  return [
    '<section class="model-card">',
    '<h2>Model</h2>',
    '<dl>',
    ...facts.map(([term, value]) => `<div><dt>${term}</dt><dd>${value}</dd></div>`),
    '</dl>',
    `<p class="fine">Positives: compounds known to be stable. AUC: area under the ROC curve for telling them from
      unstable ones by RMSE; 0.5 is chance. <span class="nowrap">* Those</span> the model was trained on included, as in the literature,
      which flatters it.</p>`,
    ...model.attribution.map(source => `<p class="fine">${escapeHtml(source)}</p>`),
    '</section>',
  ].join('\n')
}

function auc(value: number | null): string {
  return value === null ? 'not evaluated' : fixed(value, 3)
}
