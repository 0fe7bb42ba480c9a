import type { TrialRow } from '../contract/index.ts'
import { type Spread, summariseSizes } from '../domain/studies/index.ts'
import { bestTrial, keptTrials, type Study, type Trial, trialCount } from '../engine/index.ts'
import type { LiveTrial } from '../host/studies/run-study.ts'
import { trialRow } from '../host/studies/study-cards.ts'
import { type Column, duration, printLine, printTable, rmseText } from './output.ts'

/** The trials of a study as tables show them. */
export function trialRows({ plan, trials }: Study): TrialRow[] {
  const kept = keptTrials(plan.aim, trials)
  return trials.map(trial => trialRow(trial, null, kept.includes(trial.number)))
}

const right = (heading: string): Column => ({ heading, align: 'right' })
const left = (heading: string): Column => ({ heading, align: 'left' })

/** Prints all trials of a search in their order, the best marked. */
export function printTrials(study: Study): void {
  const best = bestTrial(study.trials)?.number
  printTable(
    [right('trial'), right('batch'), right('rate'), right('RMSE held out'), right('trained on')].concat([
      right('epoch'),
      right('of'),
      right('time'),
      left(''),
    ]),
    trialRows(study).map(row => [
      String(row.number),
      String(row.batchSize),
      rateText(row.learningRate),
      figure(row.heldOutRmse, rmseText),
      figure(row.trainingRmse, rmseText),
      figure(row.selectedEpoch, String),
      String(row.epochs),
      duration(row.seconds),
      row.number === best ? 'best' : STATES[row.state],
    ]),
  )
}

const STATES = { complete: '', open: 'not ended', pruned: 'given up', diverged: 'diverged' } as const

/** Prints what each latent size of a sweep came to: means, and the extremes of repeats. */
export function printSizes(study: Study): void {
  printTable(
    [right('latent size'), right('networks'), right('R² (global mean)')].concat([
      right('R² (per-feature means)'),
      right('RMSE held out'),
    ]),
    sizesOf(study).map(size => [
      String(size.latentSize),
      String(size.networks),
      spreadText(size.rSquaredGlobal, value => value.toFixed(3)),
      spreadText(size.rSquaredPerFeature, value => value.toFixed(3)),
      spreadText(size.heldOutRmse, rmseText),
    ]),
  )
}

export function sizesOf(study: Study) {
  return summariseSizes(
    trialRows(study).flatMap(row =>
      row.heldOutRmse === null ? [] : [{ ...row, heldOutRmse: row.heldOutRmse }],
    ),
  )
}

/** Where the trials under way stand, for a line that is rewritten. */
export function liveText(fraction: number, live: readonly LiveTrial[]): string {
  const trials = live.map(({ trial, progress }) => {
    const at = progress === null ? 'starting' : `epoch ${progress.epoch} of ${progress.epochs}`
    return `trial ${trial.number} ${at}`
  })
  return [`${Math.floor(100 * fraction)} %`, ...trials].join(', ')
}

/** What a trial tries, and what came of it if it has ended. */
export function trialText(trial: Trial, { aim }: Study['plan'], isBest: boolean): string {
  const { outcome, validationLosses, seconds } = trial
  const tried =
    aim.kind === 'search'
      ? `batch ${trial.batchSize}, rate ${rateText(trial.learningRate)}`
      : `latent size ${trial.latentSize}`
  const begun = `trial ${trial.number} of ${trialCount(aim)}: ${tried}`
  if (outcome === null) return begun
  const how = { complete: '', pruned: ': given up as hopeless', diverged: ': diverged' }[outcome.kind]
  const epochs = `${validationLosses.length} ${validationLosses.length === 1 ? 'epoch' : 'epochs'}`
  const rmse =
    outcome.kind === 'complete'
      ? `: RMSE ${Math.sqrt(outcome.validationLoss).toFixed(5)} held out in epoch ${outcome.selectedEpoch}${isBest ? ', the lowest so far' : ''}`
      : how
  return `${begun}${rmse}, ${epochs}, ${duration(seconds)}`
}

/** Says which trial is the best. */
export function printBest(study: Study): void {
  const best = bestTrial(study.trials)
  if (best === null) {
    printLine('No trial was completed.')
    return
  }
  const { number, batchSize, learningRate, outcome } = best
  printLine(
    `Best: trial ${number}, batch ${batchSize}, rate ${rateText(learningRate)}, RMSE ${rmseText(Math.sqrt(outcome.validationLoss))} held out.`,
  )
}

export function rateText(rate: number): string {
  return rate.toExponential(2)
}

function figure(value: number | null, text: (value: number) => string): string {
  return value === null ? '' : text(value)
}

function spreadText(spread: Spread | null, text: (value: number) => string): string {
  if (spread === null) return 'undefined'
  const { mean, least, most } = spread
  return least === most ? text(mean) : `${text(mean)} (${text(least)}–${text(most)})`
}
