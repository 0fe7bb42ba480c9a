import type { Command } from 'commander'
import { dataFolder } from '../../host/folders.ts'
import { listModels, type Model } from '../../host/models.ts'
import { type JsonOption, jsonOption } from '../options.ts'
import { printJson, printLine, printTable, remark } from '../output.ts'
import { listedStabilityModels } from '../stability-models.ts'

export function addModelsCommand(program: Command): void {
  program
    .command('models')
    .description('List the models: the ready one and your own')
    .addOption(jsonOption())
    .action(async ({ json }: JsonOption) => {
      const { models, broken } = await listModels(dataFolder())
      const stability = await listedStabilityModels(dataFolder())
      if (json) {
        printJson([
          ...models.map(modelSummary),
          ...stability.summaries,
          ...[...broken, ...stability.broken].map(({ id, folder, error: { code, message } }) => ({
            id,
            folder,
            error: { code, message },
          })),
        ])
        return
      }
      if (models.length > 0) {
        printTable(
          [
            { heading: 'model', align: 'left' },
            { heading: 'name', align: 'left' },
            { heading: 'positives', align: 'right' },
            { heading: 'epoch', align: 'right' },
            { heading: 'held-out RMSE', align: 'right' },
            { heading: 'held-out AUC', align: 'right' },
            { heading: '', align: 'left' },
          ],
          models.map(({ id, origin, manifest }) => [
            id,
            manifest.name,
            String(manifest.positives.training + manifest.positives.heldOut),
            String(manifest.selectedEpoch),
            manifest.heldOut.rmse.toFixed(4),
            manifest.evaluation?.result.auc.toFixed(3) ?? '–',
            origin === 'ready' ? 'ready model' : '',
          ]),
        )
      } else printLine('There are no models. "anomalite train" makes one.')
      stability.print()
      for (const { error } of [...broken, ...stability.broken]) remark(error.message)
    })
}

/** What other programs want to know of a model; the rest stands in its `model.json`. */
function modelSummary({ id, folder, origin, manifest }: Model) {
  const {
    name,
    createdAt,
    settings,
    source,
    positives,
    engine,
    selectedEpoch,
    history,
    heldOut,
    evaluation,
  } = manifest
  const { rmse, rSquaredGlobal, rSquaredPerFeature } = heldOut
  return {
    id,
    name,
    folder,
    origin,
    createdAt,
    settings,
    source,
    positives,
    engine,
    selectedEpoch,
    epochsTrained: history.length,
    heldOut: { rmse, rSquaredGlobal, rSquaredPerFeature },
    evaluation,
  }
}
