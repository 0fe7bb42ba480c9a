import { text } from 'node:stream/consumers'
import type { Command } from 'commander'
import { dataFolder } from '../../host/folders.ts'
import { findAnyModel } from '../../host/models.ts'
import { readNote, writeNote } from '../../host/registry/model-notes.ts'
import { modelDocument, modelFacts } from '../models-output.ts'
import { type JsonOption, jsonOption } from '../options.ts'
import { printJson, printLine, printTable } from '../output.ts'

/** `models show` and `models note`: everything about a model but its numbers, and what a person wrote about it. */
export function addShowCommands(models: Command, modelArgument: string): void {
  models
    .command('show')
    .description('Show where a model comes from, what it was made of and how, how good it is, and your note')
    .argument('<model>', modelArgument)
    .addOption(jsonOption())
    .action(show)

  models
    .command('note')
    .summary('Read or write your note on a model')
    .description(
      'Print your note on a model, or put another text in its place. It goes with the model when that is exported.',
    )
    .argument('<model>', modelArgument)
    .argument('[text]', 'new note; - for standard input, "" to take it away')
    .addOption(jsonOption())
    .action(note)
}

async function show(reference: string, { json }: JsonOption): Promise<void> {
  const data = dataFolder()
  const model = await findAnyModel(data, reference)
  const note = await readNote(data, model)
  if (json) {
    const { retraining, study } = model.kind === 'rmse' ? model.manifest : {}
    const made = { retraining: retraining ?? null, study: study ?? null }
    printJson({ ...modelDocument(model, note), ...(model.kind === 'rmse' && made) })
    return
  }
  printTable(
    [
      { heading: model.manifest.name, align: 'left' },
      { heading: '', align: 'left' },
    ],
    modelFacts(model),
  )
  if (note !== '') printLine(`\n${note}`)
}

async function note(reference: string, given: string | undefined, { json }: JsonOption): Promise<void> {
  const data = dataFolder()
  const model = await findAnyModel(data, reference)
  const kept =
    given === undefined
      ? await readNote(data, model)
      : await writeNote(data, model, given === '-' ? await text(process.stdin) : given)
  if (json) printJson({ model: model.id, note: kept })
  else if (given !== undefined) printLine(kept === '' ? 'The note is gone.' : 'The note is kept.')
  else printLine(kept === '' ? `There is no note on "${model.manifest.name}".` : kept)
}
