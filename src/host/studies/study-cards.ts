import type { StudyDetails, StudySummary, TrialRow } from '../../contract/index.ts'
import { bestTrial, keptTrials, type StudyOutline, type Trial, trialCount } from '../../engine/index.ts'
import { choiceOf } from '../training/index.ts'
import type { LiveTrial } from './run-study.ts'

/** A study as a list shows it. */
export function studySummaryOf(
  id: string,
  { name, createdAt, aim, trials }: Pick<StudyOutline, 'name' | 'createdAt' | 'aim' | 'trials'>,
): StudySummary {
  const best = bestTrial(trials)
  return {
    id,
    name,
    createdAt,
    aim,
    trialsEnded: trials.filter(({ outcome }) => outcome !== null).length,
    trialsInAll: trialCount(aim),
    best: best && trialRow(best, null, true),
  }
}

/** A study with all its trials, those under way as far as they have come. */
export function studyDetailsOf(
  id: string,
  outline: Omit<StudyOutline, 'trainingSha256' | 'heldOutSha256'>,
  live: readonly LiveTrial[],
): StudyDetails {
  const { settings, source, aim, trials } = outline
  const kept = keptTrials(aim, trials)
  return {
    ...studySummaryOf(id, outline),
    settings: choiceOf(settings),
    source: source.description,
    trials: trials.map(trial => {
      const running = live.find(other => other.trial.number === trial.number) ?? null
      return trialRow(trial, running, kept.includes(trial.number))
    }),
  }
}

/** A trial as tables show it; `live` is null for one that is not under way. */
export function trialRow(trial: Trial, live: LiveTrial | null, hasModel: boolean): TrialRow {
  const { outcome, validationLosses, ...tried } = trial
  const losses = outcome === null ? (live?.losses ?? []) : validationLosses
  const complete = outcome?.kind === 'complete' ? outcome : null
  return {
    ...tried,
    state: outcome?.kind ?? 'open',
    epochs: losses.length,
    selectedEpoch: complete?.selectedEpoch ?? null,
    trainingRmse: complete && Math.sqrt(complete.trainingLoss),
    heldOutRmse: complete && Math.sqrt(complete.validationLoss),
    lowestHeldOutRmse: losses.length === 0 ? null : Math.sqrt(Math.min(...losses)),
    rSquaredGlobal: complete?.rSquaredGlobal ?? null,
    rSquaredPerFeature: complete?.rSquaredPerFeature ?? null,
    hasModel,
  }
}
