import { parseFormula } from '../../src/domain/formula/index.ts'
import type {
  ReportCandidate,
  ReportInput,
  RmseReportModel,
  StabilityReportModel,
} from '../../src/report/index.ts'

/** Reference distribution of the tests: RMSE even between 0.02 and 0.06. */
export const EVEN_REFERENCE = { quantiles: [0.02, 0.03, 0.04, 0.05, 0.06] }

export const NETWORK: RmseReportModel = {
  kind: 'rmse',
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
}

export const ANALOGS: StabilityReportModel = {
  kind: 'stability',
  name: 'known analogs',
  trainingPositives: 27069,
  heldOutPositives: 6768,
  addedCompounds: 0,
  trees: 450,
  seed: 42,
  aucHeldOut: 0.8731,
  aucSystemsHeldOut: 0.8601,
  attribution: ['Materials Project, CC BY 4.0'],
}

/** Reference distribution of the tests: log-odds even between −4 and 4. */
export const EVEN_LOG_ODDS = { quantiles: [-4, -2, 0, 2, 4] }

/** A candidate as the list writes it; what is not given is unremarkable. */
export function candidate(text: string, given: Partial<ReportCandidate> = {}): ReportCandidate {
  return {
    rank: 1,
    composition: parseFormula(text),
    text,
    line: 2,
    score: 0.04,
    percentile: 50,
    compared: null,
    charge: { kind: 'neutral' },
    id: '',
    tags: [],
    note: '',
    nearest: null,
    trainedOn: false,
    scoredAs: null,
    why: null,
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
    model: NETWORK,
    reference: EVEN_REFERENCE,
    compared: null,
    candidates: [],
    limit: null,
    unscored: 0,
    columns: { charge: true, nearest: false, why: false },
    outsideModel: [],
    unread: [],
    notes: [],
    ...given,
  }
}
