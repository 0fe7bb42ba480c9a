import type { AnomaliteError } from '../domain/error.ts'
import { listStabilityModels, type StabilityModel } from '../host/stability/models.ts'
import { printLine, printTable } from './output.ts'

/** The stability models as the list of models gives them, and those that cannot be used. */
export interface ListedStabilityModels {
  /** What other programs want to know of each; the rest stands in its `stability.json`. */
  readonly summaries: readonly object[]
  readonly broken: readonly { readonly id: string; readonly folder: string; readonly error: AnomaliteError }[]
  /** Prints them as a table, after an empty line; nothing when there are none. */
  print(): void
}

export async function listedStabilityModels(data: string): Promise<ListedStabilityModels> {
  const { models, broken } = await listStabilityModels(data)
  return {
    summaries: models.map(summary),
    broken,
    print() {
      if (models.length > 0) printModels(models)
    },
  }
}

function printModels(models: readonly StabilityModel[]): void {
  printLine()
  printTable(
    [
      { heading: 'stability model', align: 'left' },
      { heading: 'name', align: 'left' },
      { heading: 'positives', align: 'right' },
      { heading: 'held-out AUC', align: 'right' },
      { heading: 'with systems held out', align: 'right' },
      { heading: '', align: 'left' },
    ],
    models.map(({ id, origin, manifest }) => [
      id,
      manifest.name,
      String(manifest.positives.training + manifest.positives.heldOut),
      manifest.evaluation?.auc.toFixed(3) ?? '–',
      manifest.evaluationBySystems?.auc.toFixed(3) ?? '–',
      origin === 'ready' ? 'ready model' : '',
    ]),
  )
}

function summary({ id, folder, origin, manifest }: StabilityModel) {
  const { name, createdAt, seed, source, positives, evaluation, evaluationBySystems } = manifest
  return {
    id,
    name,
    folder,
    origin,
    score: 'stability',
    createdAt,
    seed,
    source,
    positives,
    evaluation,
    evaluationBySystems,
  }
}
