import { parseFormula } from '../../src/domain/formula/index.ts'
import type { ReportCandidate, ReportInput } from '../../src/report/index.ts'

/** Reference distribution of the tests: RMSE even between 0.02 and 0.06. */
export const EVEN_REFERENCE = { quantiles: [0.02, 0.03, 0.04, 0.05, 0.06] }

/** A candidate as the list writes it; what is not given is unremarkable. */
export function candidate(text: string, given: Partial<ReportCandidate> = {}): ReportCandidate {
  return {
    rank: 1,
    composition: parseFormula(text),
    text,
    line: 2,
    rmse: 0.04,
    percentile: 50,
    charge: { kind: 'neutral' },
    id: '',
    note: '',
    nearest: null,
    trainedOn: false,
    ...given,
  }
}

/** A ranking of no candidates but for what is given. */
export function ranking(given: Partial<ReportInput> = {}): ReportInput {
  return {
    title: 'Solid electrolytes',
    createdAt: new Date('2026-11-23T15:30:00Z'),
    timeZone: 'Asia/Tokyo',
    source: 'electrolytes.csv',
    selection: null,
    lines: 0,
    duplicates: 0,
    model: {
      name: 'paper network',
      trainingPositives: 23686,
      heldOutPositives: 10151,
      descriptorMode: 'documented',
      latentSize: 16,
      epoch: 482,
      seed: 42,
      engine: 'tensorflow, CPU',
      aucHeldOut: 0.6574,
      aucAll: 0.7132,
      attribution: ['Materials Project, CC BY 4.0'],
    },
    reference: EVEN_REFERENCE,
    candidates: [],
    limit: null,
    unscored: 0,
    columns: { charge: true, nearest: false },
    outsideModel: [],
    unread: [],
    notes: [],
    ...given,
  }
}
