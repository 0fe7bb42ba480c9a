export { renderReport } from './render-report.ts'
export type {
  ReportCandidate,
  ReportCharge,
  ReportInput,
  ReportModel,
  ReportProblem,
} from './report-input.ts'
