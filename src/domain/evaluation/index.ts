export {
  type ElementCountEvaluation,
  type EnergyBin,
  type Evaluation,
  evaluateScores,
  type LabelledScore,
} from './evaluate.ts'
