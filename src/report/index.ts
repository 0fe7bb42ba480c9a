export { changeWords } from './change.ts'
export { type ReportPieces, renderReport, reportPieces } from './render-report.ts'
export type {
  CandidateOverview,
  ReportCandidate,
  ReportCharge,
  ReportFrame,
  ReportInput,
  ReportModel,
  ReportProblem,
} from './report-input.ts'
