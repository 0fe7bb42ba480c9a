import { MOST_WORST, type WorstReconstructions } from '../../contract/index.ts'
import {
  addErrors,
  DESCRIPTOR_BLOCKS,
  ELEMENT_KINDS,
  NO_ERROR,
  type SquaredError,
} from '../../domain/descriptor/index.ts'
import type { HeldOutErrors } from '../../engine/index.ts'
import type { ScoringEngine } from '../engine/scoring-engine.ts'
import type { Model } from '../models.ts'
import type { ScoreOptions } from '../scoring.ts'
import { percentileOf } from './percentile.ts'

/** Reconstructs a model's held-out positives; of the worst it keeps as many as can be asked for. */
export function heldOutErrorsOf(
  compute: Pick<ScoringEngine, 'call'>,
  { folder }: Model,
  { signal, onProgress }: ScoreOptions = {},
): Promise<HeldOutErrors> {
  return compute.call(
    'heldOutErrors',
    { modelFolder: folder, count: MOST_WORST },
    { ...(signal && { signal }), ...(onProgress && { onEvent: onProgress }) },
  )
}

/** The `count` worst reconstructions of a model, and where they err in comparison with all. */
export function worstReconstructions(
  model: Model,
  { heldOut, error: all, worst: kept }: HeldOutErrors,
  count: number,
): WorstReconstructions {
  const misfits = kept.slice(0, count)
  const worst = misfits.map(({ error }) => error).reduce(addErrors, NO_ERROR)
  const shares = (part: 'blocks' | 'elements', i: number) => ({
    worst: share(worst[part][i]!, worst),
    all: share(all[part][i]!, all),
  })
  return {
    heldOut,
    worst: misfits.map(({ formula, rmse, error }) => {
      const largest = error.blocks.indexOf(Math.max(...error.blocks))
      return {
        formula,
        rmse,
        percentile: percentileOf(model, rmse),
        block: DESCRIPTOR_BLOCKS[largest]!.label,
        blockShare: share(error.blocks[largest]!, error),
      }
    }),
    shareOfError: share(totalOf(worst), all),
    blocks: DESCRIPTOR_BLOCKS.map(({ label }, i) => ({ label, ...shares('blocks', i) })),
    elements: [...ELEMENT_KINDS, null].map((kind, i) => ({ kind, ...shares('elements', i) })),
  }
}

/** Of nothing everything is none. */
function share(part: number, whole: SquaredError): number {
  const total = totalOf(whole)
  return total === 0 ? 0 : part / total
}

function totalOf({ blocks }: SquaredError): number {
  return blocks.reduce((sum, square) => sum + square)
}
