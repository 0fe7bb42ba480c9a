import { AnomaliteError } from '../../domain/error.ts'
import { type ModelComparison, type Verdict, verdictOf } from '../../domain/retraining/index.ts'
import type { ModelPair, RetrainingRecord } from '../../engine/index.ts'
import type { BulkScoring } from '../engine/bulk-scoring.ts'
import type { Model } from '../models.ts'
import type { ScoreOptions } from '../scoring.ts'

export interface ComparedModels {
  readonly comparison: ModelComparison
  readonly verdict: Verdict
}

/** Something that answers a call of the compute process with a promise. */
type Caller = Pick<BulkScoring, 'call'>

/** Compares any two models: see `compareModelFolders`. */
export async function compareTwo(
  compute: Caller,
  { older, newer }: { readonly older: Model; readonly newer: Model },
  judges: Pick<ModelPair, 'labelled' | 'made'>,
  maxEnergyAboveHullEvPerAtom: number,
  { signal, onProgress }: ScoreOptions = {},
): Promise<ComparedModels> {
  const comparison = await compute.call(
    'compare',
    { olderFolder: older.folder, newerFolder: newer.folder, ...judges, maxEnergyAboveHullEvPerAtom },
    { ...(signal && { signal }), ...(onProgress && { onEvent: onProgress }) },
  )
  return { comparison, verdict: verdictOf(comparison, null) }
}

/** What a model's retraining came to. Throws `retraining/none`. */
export function recordOf({ id, manifest }: Model): RetrainingRecord {
  if (manifest.retraining) return manifest.retraining
  throw new AnomaliteError('retraining/none', `“${manifest.name}” was trained anew: it has no parent.`, {
    id,
  })
}
