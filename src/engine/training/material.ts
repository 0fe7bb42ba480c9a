import { join } from 'node:path'
import type { Composition } from '../../domain/composition.ts'
import { parseFormula } from '../../domain/formula/index.ts'
import { readManifest, readParameters } from '../model/model-file.ts'
import { initialParameters } from '../network.ts'
import { PARENT_FOLDER } from '../retraining/plan.ts'
import type { TrainingPlan, TrainingRun } from './run.ts'
import type { LossesApart } from './run-format.ts'

/** A composition and how much it counts; over all that is trained on the mean is 1. */
export interface WeightedComposition {
  readonly composition: Composition
  readonly weight: number
}

/** Held-out positives whose loss is told apart. */
export interface HeldOutGroup {
  readonly kind: keyof LossesApart
  readonly compositions: readonly Composition[]
  /** How much its loss counts in the validation loss: as much as its kind does in training. */
  readonly share: number
}

/** What a training sees, and what its epochs are validated with; no group is empty. */
export interface TrainingMaterial {
  readonly training: readonly WeightedComposition[]
  readonly heldOut: readonly HeldOutGroup[]
}

/** The material of a plan. It depends on the plan alone. */
export function trainingMaterial({ positives, retraining }: TrainingPlan): TrainingMaterial {
  const parsed = (formulas: readonly string[]) => formulas.map(formula => parseFormula(formula))
  if (!retraining) {
    return {
      training: parsed(positives.training).map(composition => ({ composition, weight: 1 })),
      heldOut: [{ kind: 'old', compositions: parsed(positives.heldOut), share: 1 }],
    }
  }
  const inHouse = [...retraining.known, ...retraining.training]
  const inHouseWeight = inHouse.reduce((sum, { weight }) => sum + weight, 0)
  const total = inHouseWeight + retraining.replayed.length
  const mean = total / (inHouse.length + retraining.replayed.length)
  const groups: HeldOutGroup[] = [
    {
      kind: 'inHouse',
      compositions: parsed(retraining.heldOut.map(({ formula }) => formula)),
      share: inHouseWeight / total,
    },
    { kind: 'old', compositions: parsed(retraining.watched), share: retraining.replayed.length / total },
  ]
  return {
    training: [
      ...inHouse.map(({ formula, weight }) => ({
        composition: parseFormula(formula),
        weight: weight / mean,
      })),
      ...retraining.replayed.map(formula => ({ composition: parseFormula(formula), weight: 1 / mean })),
    ],
    heldOut: groups.filter(({ compositions }) => compositions.length > 0),
  }
}

/** Weights before the first step: the parent's for a warm start, else those that the seed draws. */
export async function initialWeights({
  folder,
  plan,
}: Pick<TrainingRun, 'folder' | 'plan'>): Promise<Float32Array[]> {
  const { settings, retraining } = plan
  if (retraining?.start !== 'warm') return initialParameters(settings, settings.initialisation, settings.seed)
  const parent = join(folder, PARENT_FOLDER)
  return readParameters(parent, await readManifest(parent))
}

/** Mean of the groups' losses by their shares. */
export function meanLoss(groups: readonly HeldOutGroup[], losses: readonly number[]): number {
  const shares = groups.reduce((sum, { share }) => sum + share, 0)
  // Where nothing of a kind is trained on, and the other has none held out, what there is counts.
  if (shares === 0) return losses.reduce((sum, loss) => sum + loss, 0) / losses.length
  return groups.reduce((sum, { share }, i) => sum + share * losses[i]!, 0) / shares
}

/** The losses by the kind of their group. */
export function lossesApart(groups: readonly HeldOutGroup[], losses: readonly number[]): LossesApart {
  const of = (kind: HeldOutGroup['kind']) => losses[groups.findIndex(group => group.kind === kind)] ?? null
  return { inHouse: of('inHouse'), old: of('old') }
}
