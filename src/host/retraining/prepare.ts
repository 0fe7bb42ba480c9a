import { AnomaliteError } from '../../domain/error.ts'
import { parseFormula } from '../../domain/formula/index.ts'
import { assignFolds, type FoldChoice, systemOf } from '../../domain/retraining/index.ts'
import {
  type PlannedRetraining,
  type PositivesSource,
  planRetraining,
  type RetrainingChoice,
  readFormulas,
  type TrainingSettings,
} from '../../engine/index.ts'
import type { Model } from '../models.ts'
import type { InHouseData } from './in-house.ts'

/** Elements in fewer of the compositions that the parent was trained on are told: it knows little of them. */
const RARE = 10

/** So many old positives are replayed for each in-house one, and no fewer than `FEWEST_REPLAYED`. */
const REPLAYED_PER_POSITIVE = 10
const FEWEST_REPLAYED = 1000

/** What is asked of a retraining besides its data. */
export interface RetrainingWish extends Omit<RetrainingChoice, 'replay'> {
  /** Null: as many as suit the number of in-house positives, or all when it starts from scratch. */
  readonly replay: number | null
}

/** A retraining that could begin. */
export interface PreparedRetraining extends PlannedRetraining {
  readonly parent: Model
  readonly data: InHouseData
}

/**
 * Plans a retraining of a model on in-house positives. Throws `retraining/no-positives` when there are none,
 * `retraining/nothing-to-train`, `retraining/folds-from-scratch`, `retraining/too-few-for-folds`, `model/broken`.
 */
export async function prepareRetraining(
  parent: Model,
  data: InHouseData,
  wish: RetrainingWish,
): Promise<PreparedRetraining> {
  const distinct = new Set(data.lists.flatMap(({ positives }) => positives)).size
  if (distinct === 0) {
    throw new AnomaliteError(
      'retraining/no-positives',
      `The chosen lists hold no positive that can train${whyNone(data)}. Choose a list of compositions that were made, or a higher limit.`,
      { withoutEnergy: data.leftOut.withoutEnergy, aboveLimit: data.leftOut.aboveLimit },
    )
  }
  const known = {
    training: await readFormulas(parent.folder, parent.manifest, 'training.txt'),
    heldOut: await readFormulas(parent.folder, parent.manifest, 'held-out.txt'),
  }
  const { name, files } = parent.manifest
  const planned = planRetraining(
    { id: parent.id, name, fingerprint: files['weights.bin'] },
    known,
    data.lists,
    {
      ...wish,
      replay: wish.replay ?? (wish.start === 'scratch' ? known.training.length : usualReplay(distinct)),
    },
  )
  const { training, known: again } = planned.retraining
  if (training.length + again.length === 0) {
    throw new AnomaliteError(
      'retraining/nothing-to-train',
      `Of ${distinct} in-house positives ${planned.retraining.heldOutByParent} stay held out as “${name}” holds them out, and the others would be held out now: none is left to train on. Hold out a smaller share, or add more positives.`,
      { positives: distinct },
    )
  }
  if (wish.folds !== null) checkFolds(planned, wish.folds, wish)
  return { ...planned, parent, data }
}

function whyNone({ leftOut: { withoutEnergy, aboveLimit, contested } }: InHouseData): string {
  const reasons = [
    ...(withoutEnergy > 0
      ? [`${withoutEnergy} have no energy above hull in a list that has such a column`]
      : []),
    ...(aboveLimit > 0 ? [`${aboveLimit} lie at or above the limit`] : []),
    ...(contested > 0 ? [`${contested} are made by one list and above the limit by another`] : []),
  ]
  return reasons.length === 0 ? '' : `: ${reasons.join(', ')}`
}

/** How many old positives are replayed where nobody says. */
export function usualReplay(inHouse: number): number {
  return Math.max(FEWEST_REPLAYED, REPLAYED_PER_POSITIVE * inHouse)
}

function checkFolds(
  { retraining }: PlannedRetraining,
  folds: FoldChoice,
  { start, seed }: Pick<RetrainingWish, 'start' | 'seed'>,
): void {
  if (start === 'scratch') {
    throw new AnomaliteError(
      'retraining/folds-from-scratch',
      'Each fold is a retraining of its own, which from scratch would take as long as a whole training. Validate a warm start by folds, or leave them out.',
    )
  }
  assignFolds(freshOf(retraining), folds, seed)
}

function freshOf({ training, heldOut }: PlannedRetraining['retraining']): string[] {
  return [...training, ...heldOut].map(({ formula }) => formula)
}

/** What can be said of a retraining before it begins. */
export interface RetrainingOutlook {
  readonly known: number
  readonly heldOutByParent: number
  readonly training: number
  readonly heldOut: number
  readonly replayed: number
  /** Chemical systems of the in-house positives that are new to the parent. */
  readonly systems: number
  /** Compositions that both models score when they are compared. */
  readonly judging: number
  /** Elements of in-house positives that the parent has hardly seen. */
  readonly rareElements: readonly {
    readonly element: string
    /** Compositions with it that the parent was trained on. */
    readonly parent: number
    readonly inHouse: number
  }[]
}

export async function outlookOf({
  parent,
  data,
  retraining,
  positives,
}: PreparedRetraining): Promise<RetrainingOutlook> {
  const inHouse = elementCounts(new Set(data.lists.flatMap(list => list.positives)))
  const seen = elementCounts(await readFormulas(parent.folder, parent.manifest, 'training.txt'))
  const { known, heldOutByParent, training, heldOut, replayed } = retraining
  return {
    known: known.length,
    heldOutByParent,
    training: training.length,
    heldOut: heldOut.length,
    replayed: replayed.length,
    systems: new Set(freshOf(retraining).map(systemOf)).size,
    judging: positives.heldOut.length + data.labelled.length,
    rareElements: [...inHouse]
      .map(([element, count]) => ({ element, parent: seen.get(element) ?? 0, inHouse: count }))
      .filter(element => element.parent < RARE)
      .sort((a, b) => a.parent - b.parent || b.inHouse - a.inHouse),
  }
}

function elementCounts(formulas: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const formula of formulas) {
    for (const { symbol } of parseFormula(formula)) counts.set(symbol, (counts.get(symbol) ?? 0) + 1)
  }
  return counts
}

/** How a retraining trains; all else is as it was for the parent. */
export type RetrainingSettings = Pick<
  TrainingSettings,
  'learningRate' | 'batchSize' | 'epochs' | 'patienceEpochs' | 'seed'
>

/** What is usual for a start: a warm one takes a few epochs at a lower rate, one from scratch what the parent took. */
export function usualSettings(parent: Model, start: RetrainingChoice['start']): RetrainingSettings {
  const { learningRate, batchSize, epochs, patienceEpochs, seed } = parent.manifest.settings
  if (start === 'scratch') return { learningRate, batchSize, epochs, patienceEpochs, seed }
  return {
    learningRate: learningRate * WARM_RATE,
    batchSize,
    epochs: WARM_EPOCHS,
    patienceEpochs: null,
    seed,
  }
}

const WARM_EPOCHS = 10
const WARM_RATE = 0.2

/** Where the positives of a retraining come from, for people. */
export function sourceOf(
  { parent, data }: PreparedRetraining,
  attribution: readonly string[],
): PositivesSource {
  const { name, source } = parent.manifest
  return {
    description: [`positives of “${name}”`, ...data.lists.map(list => list.name)].join(', '),
    maxEnergyAboveHullEvPerAtom: data.maxEnergyAboveHullEvPerAtom ?? source.maxEnergyAboveHullEvPerAtom,
    attribution: [...source.attribution, ...attribution],
  }
}
