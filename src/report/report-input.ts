import type { Composition } from '../domain/composition.ts'
import type { QuantileDistribution } from '../domain/statistics/index.ts'
import type { ReportScoreKind } from './score-words.ts'

/** A model, and where its scores lie. */
export interface ReportScale {
  readonly model: ReportModel
  /** Scores of the model's held-out positives. */
  readonly reference: QuantileDistribution
}

/** Everything a report shows but its candidates: one list, or some of its lines, ranked by one model. */
export interface ReportFrame extends ReportScale {
  readonly title: string
  readonly createdAt: Date
  /** IANA name of the zone the date is written in, such as `Asia/Tokyo`. */
  readonly timeZone: string
  /** The list: a file's name, or that of a list in the library. */
  readonly source: string
  /** Which lines of the list these are and how many it has; null when they are all. */
  readonly selection: string | null
  /** Lines with something on them, read or not. */
  readonly lines: number
  /** Lines that repeat the composition of an earlier line. */
  readonly duplicates: number
  /** A second model whose scores stand beside; null without. */
  readonly compared: ReportScale | null
  /** Lines that a model could score and has not yet. */
  readonly unscored: number
  /** Columns that can be left out. */
  readonly columns: { readonly charge: boolean; readonly nearest: boolean; readonly why: boolean }
  /** Lines that are formulas, with elements the model has no data for. */
  readonly outsideModel: readonly ReportProblem[]
  /** Lines that could not be read as formulas. */
  readonly unread: readonly ReportProblem[]
  /** Remarks on this ranking as a whole, one paragraph each. */
  readonly notes: readonly string[]
}

/** A report with all its candidates at hand. */
export interface ReportInput extends ReportFrame {
  /** Best first. */
  readonly candidates: readonly ReportCandidate[]
  /** How many of the best the table shows, null for all; figures and chart are of all in any case. */
  readonly limit: number | null
}

/** What is said of the candidates as a whole, before the first of them is written. */
export interface CandidateOverview {
  /** Scores of all candidates, in any order. */
  readonly scores: ArrayLike<number>
  /** Scores by the second model of those that have one, in any order; empty without such a model. */
  readonly comparedScores: ArrayLike<number>
  /** How many of them the table shows. */
  readonly shown: number
  /** Of those that are shown. */
  readonly have: {
    readonly id: boolean
    readonly tags: boolean
    readonly note: boolean
    readonly trainedOn: boolean
  }
}

/** The model card. */
export type ReportModel = RmseReportModel | StabilityReportModel

interface AnyReportModel {
  readonly kind: ReportScoreKind
  readonly name: string
  readonly trainingPositives: number
  readonly heldOutPositives: number
  readonly seed: number
  /** AUC with the held-out positives alone against the negatives; null where no negatives were known. */
  readonly aucHeldOut: number | null
  /** Where the training data come from, one source each. */
  readonly attribution: readonly string[]
}

/** Of a model that gives RMSE. */
export interface RmseReportModel extends AnyReportModel {
  readonly kind: 'rmse'
  readonly descriptorMode: string
  readonly latentSize: number
  readonly epoch: number
  readonly engine: string
  /** AUC with all positives, those trained on included, as Makino et al. report it; null likewise. */
  readonly aucAll: number | null
}

/** Of a model that gives stability scores. */
export interface StabilityReportModel extends AnyReportModel {
  readonly kind: 'stability'
  readonly trees: number
  /** Compounds of one's own that were added to its tables after it was fitted. */
  readonly addedCompounds: number
  /** AUC of a second fit, from which whole chemical systems were held out; null likewise. */
  readonly aucSystemsHeldOut: number | null
}

/** One ranked line of the list. */
export interface ReportCandidate {
  readonly rank: number
  readonly composition: Composition
  /** The formula as it stands in the list. */
  readonly text: string
  /** Line in the list, counted from 1. */
  readonly line: number
  /** RMSE, or log-odds of a stability model. */
  readonly score: number
  /** Per cent of held-out positives that score no better, 0…100. */
  readonly percentile: number
  /** By the second model; null where nothing is compared. */
  readonly compared: ComparedScore | null
  readonly charge: ReportCharge
  /** The nearest known compound; null where none is asked for. */
  readonly nearest: Composition | null
  /** The list's own identifier; empty where it has none. */
  readonly id: string
  readonly tags: readonly string[]
  /** The list's own note; empty where it has none. */
  readonly note: string
  /** Whether the model was made from this composition, which makes its score too favourable. */
  readonly trainedOn: boolean
  /** What its stability score is of, where its amounts are not those of a compound of its own; else null. */
  readonly scoredAs: Composition | null
  /** What speaks for its stability score; null where none is asked for, or there is no such score. */
  readonly why: ReportWhy | null
}

/** A candidate's score by a second model. */
export type ComparedScore =
  | { readonly kind: 'scored'; readonly score: number; readonly percentile: number; readonly rank: number }
  /** The model has no data for these elements. */
  | { readonly kind: 'outside'; readonly elements: readonly string[] }
  | { readonly kind: 'unscored' }

/** The known analogs of a composition, and its charges. */
export interface ReportWhy {
  /** What was scored in its place, when its amounts are not those of a compound of its own. */
  readonly scoredAs: Composition | null
  /** Known compounds that differ in the element of one site: how many, and those of the most exchangeable elements. */
  readonly sites: readonly {
    readonly element: string
    readonly count: number
    readonly examples: readonly Composition[]
  }[]
  /** Known compounds and pure elements near it that together have its composition, by their share of the atoms. */
  readonly between: readonly Composition[]
  readonly charges: 'neutral' | 'unbalanced' | 'not-ionic'
}

/** Whether the charges can balance. */
export type ReportCharge =
  | { readonly kind: 'neutral' }
  | { readonly kind: 'unbalanced'; readonly chargePerAtom: number }
  /** A metal, an alloy or a single element. */
  | { readonly kind: 'not-ionic' }
  /** No oxidation state is known for one of the elements. */
  | { readonly kind: 'unknown' }

/** A line that is not in the ranking, and why. */
export interface ReportProblem {
  readonly line: number
  readonly text: string
  readonly message: string
  /** What to write instead, or what to do; empty where nothing is known. */
  readonly suggestion: string
}
