import { basename } from 'node:path'
import { type Command, Option } from 'commander'
import { MODEL_FILE_ENDING } from '../../contract/file-endings.ts'
import { addPositives, sortAdditions } from '../../host/fitting/additions.ts'
import { dataFolder } from '../../host/folders.ts'
import { fileTitle } from '../../host/list-file.ts'
import { type AnyModel, findAnyModel, findStabilityModel, isOfKind, listModels } from '../../host/models.ts'
import { sortPositives } from '../../host/positives.ts'
import { readNote } from '../../host/registry/model-notes.ts'
import { type ModelRegistry, openModelRegistry } from '../../host/registry/model-registry.ts'
import { type ExportFormat, exportModel, importModel, renameModel } from '../../host/registry/own-models.ts'
import { openLibrary, serveLibrary } from '../../library/index.ts'
import { modelDocument, printModels, printStabilityModels } from '../models-output.ts'
import { type JsonOption, jsonOption } from '../options.ts'
import { ProgressLine, printJson, printLine, remark } from '../output.ts'
import { remarkPositives } from '../positives-output.ts'
import { interruptible } from '../with-compute.ts'
import { addCompareCommand } from './compare-models.ts'
import { addShowCommands } from './show-model.ts'
import { addWorstCommand } from './worst-reconstructions.ts'

/** `models`: which there are, and what can be done with one. */
export function addModelsCommand(program: Command): void {
  const models = program
    .command('models')
    .description('List the models: the ready ones and your own')
    .helpCommand(false)
    .enablePositionalOptions()
    .addOption(jsonOption())
    .action(list)

  models
    .command('export')
    .description(`Write a model to one file (${MODEL_FILE_ENDING}), to be imported elsewhere`)
    .argument('<model>', MODEL_ARGUMENT)
    .requiredOption('--out <file>', 'file to write')
    .addOption(
      new Option(
        '--format <format>',
        'to be imported elsewhere, or a network for TensorFlow.js in a ZIP file',
      )
        .choices(['anomalite', 'tensorflow-js'])
        .default('anomalite'),
    )
    .addOption(jsonOption())
    .action(
      async (
        reference: string,
        { out, format, json }: JsonOption & { out: string; format: ExportFormat },
      ) => {
        const data = dataFolder()
        const model = await findAnyModel(data, reference)
        await exportModel(data, model, format, out, interruptible().signal)
        if (json) printJson({ model: model.id, file: out })
        else printLine(`Written: ${out}`)
      },
    )

  models
    .command('import')
    .description('Add a model from a file; every number in it is checked first')
    .argument('<file>', 'file that "models export" or the window wrote')
    .addOption(jsonOption())
    .action(async (file: string, { json }: JsonOption) => {
      const arrived = await importModel(dataFolder(), file, basename(file), interruptible().signal)
      await report(arrived, 'Imported', json)
    })

  models
    .command('activate')
    .description('Make a model the one of its kind that the window uses')
    .argument('<model>', MODEL_ARGUMENT)
    .addOption(jsonOption())
    .action((reference: string, { json }: JsonOption) =>
      withRegistry(async registry => {
        const { id } = await findAnyModel(dataFolder(), reference)
        await report(await registry.activate(id), 'In use', json)
      }),
    )

  models
    .command('add-positives')
    .summary('Add compounds to the tables of a stability model')
    .description(
      'Make a model with the trees of a stability model, in whose tables further compounds are known as well. Nothing is fitted anew: it takes seconds. Where the file has energies above hull, rows at or above the limit of the model are left out.',
    )
    .argument('<model>', MODEL_ARGUMENT)
    .requiredOption('--positives <file>', 'list of compounds that exist; - for standard input')
    .requiredOption('--name <name>', 'name of the new model')
    .addOption(jsonOption())
    .action(addFromFile)

  models
    .command('rename')
    .description('Give a model of your own another name; its id stays')
    .argument('<model>', MODEL_ARGUMENT)
    .argument('<name>', 'new name')
    .addOption(jsonOption())
    .action(async (reference: string, name: string, { json }: JsonOption) => {
      const data = dataFolder()
      await report(await renameModel(data, await findAnyModel(data, reference), name), 'Renamed', json)
    })

  models
    .command('remove')
    .description('Move a model of your own into the bin of the data folder')
    .argument('<model>', MODEL_ARGUMENT)
    .addOption(jsonOption())
    .action((reference: string, { json }: JsonOption) =>
      withRegistry(async registry => {
        const model = await findAnyModel(dataFolder(), reference)
        const binned = await registry.remove(model.id)
        if (json) printJson({ model: model.id, binned })
        else printLine(`"${model.manifest.name}" is in the bin as ${binned}.`)
      }),
    )

  addShowCommands(models, MODEL_ARGUMENT)
  addCompareCommand(models)
  addWorstCommand(models)
}

interface AddOptions extends JsonOption {
  readonly positives: string
  readonly name: string
}

async function addFromFile(reference: string, { positives, name, json }: AddOptions): Promise<void> {
  const data = dataFolder()
  const parent = await findStabilityModel(data, reference)
  const limit = parent.manifest.source.maxEnergyAboveHullEvPerAtom ?? Number.POSITIVE_INFINITY
  const title = basename(fileTitle(positives))
  const read = await sortPositives(positives, limit)
  remarkPositives(title, read, limit)
  const { signal } = interruptible()
  const { added, known, withoutWholeAmounts } = await sortAdditions(parent, read.positives, signal)
  const progress = new ProgressLine()
  const model = await addPositives(data, parent, { name, lists: [title], added }, signal, fraction =>
    progress.show(`placing held-out positives, ${Math.round(100 * fraction)} %`),
  ).finally(() => progress.clear())
  if (json) {
    printJson({ ...modelDocument(model, ''), added: added.length, known, withoutWholeAmounts })
    return
  }
  printLine(`Stability model "${model.id}" in ${model.folder}`)
  printLine(
    `${added.length} compounds added; not refitted. Left out: ${known} known already, ${withoutWholeAmounts} without whole amounts.`,
  )
}

const MODEL_ARGUMENT = 'id, name or folder of a model'

async function withRegistry(action: (registry: ModelRegistry) => Promise<void>): Promise<void> {
  const library = await openLibrary(dataFolder())
  try {
    await action(openModelRegistry(dataFolder(), serveLibrary(library)))
  } finally {
    await library.close()
  }
}

async function report(model: AnyModel, done: string, json: JsonOption['json']): Promise<void> {
  if (json) printJson(modelDocument(model, await readNote(dataFolder(), model)))
  else printLine(`${done}: "${model.manifest.name}" (${model.id})`)
}

async function list({ json }: JsonOption): Promise<void> {
  const data = dataFolder()
  const { models, broken } = await listModels(data)
  const notes = new Map(
    await Promise.all(models.map(async model => [model, await readNote(data, model)] as const)),
  )
  if (json) {
    const unusable = broken.map(({ id, folder, error: { code, message } }) => ({
      id,
      folder,
      error: { code, message },
    }))
    printJson([...models.map(model => modelDocument(model, notes.get(model)!)), ...unusable])
    return
  }
  const noted = <M extends AnyModel>(model: M) => ({ model, note: notes.get(model)! })
  const rmse = models.filter(isOfKind('rmse'))
  const stability = models.filter(isOfKind('stability'))
  if (rmse.length > 0) printModels(rmse.map(noted))
  else printLine('There are no models that give RMSE. "anomalite train" makes one.')
  if (stability.length > 0) {
    printLine()
    printStabilityModels(stability.map(noted))
  }
  for (const { error } of broken) remark(error.message)
}
