export { changeWords } from './change.ts'
export { type ReportPieces, renderReport, reportPieces } from './render-report.ts'
export type {
  CandidateOverview,
  ComparedScore,
  ReportCandidate,
  ReportCharge,
  ReportFrame,
  ReportInput,
  ReportModel,
  ReportProblem,
  ReportScale,
  ReportWhy,
  RmseReportModel,
  StabilityReportModel,
} from './report-input.ts'
export { whyWords } from './why-words.ts'
