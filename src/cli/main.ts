import { Command, CommanderError } from 'commander'
import packageDescription from '../../package.json' with { type: 'json' }
import { AnomaliteError } from '../domain/error.ts'
import { addChemistryCommands } from './commands/chemistry.ts'
import { addDoctorCommand } from './commands/doctor.ts'
import { addEvaluateCommand } from './commands/evaluate.ts'
import { addFitCommand } from './commands/fit.ts'
import { addLibraryCommands } from './commands/library.ts'
import { addModelsCommand } from './commands/models.ts'
import { addRankCommand } from './commands/rank.ts'
import { addRetrainCommand } from './commands/retrain.ts'
import { addScoreCommand } from './commands/score.ts'
import { addServeCommand } from './commands/serve.ts'
import { addStudyCommands } from './commands/studies.ts'
import { addTrainCommand } from './commands/train.ts'
import { addWhyCommand } from './commands/why.ts'
import type { JsonOption } from './options.ts'
import { printJson, remark } from './output.ts'

const EXIT_COULD_NOT = 1
const EXIT_WRONG_USAGE = 2

const program = new Command('anomalite')
  .version(packageDescription.version)
  .description(
    'Ranks chemical compositions by how much they look like compounds that exist.\nThe score is the reconstruction error (RMSE) of an autoencoder trained on known stable compositions only: lower is more familiar.\nThe stability score (--score stability) asks of known analogs, charges and competing phases: higher is more like known stable compounds.',
  )
  .addHelpText(
    'after',
    `
Exit codes: 0 done, 1 could not, 2 wrong usage.
Your library, models, unfinished trainings and reports lie in the data folder that
"anomalite doctor" names; set ANOMALITE_HOME to move it.`,
  )
  .showHelpAfterError('(add --help for what it takes)')
  .helpCommand(false)
  // Options belong to the command that they follow, though one above it may have the same.
  .enablePositionalOptions()

addChemistryCommands(program)
addScoreCommand(program)
addRankCommand(program)
addWhyCommand(program)
addLibraryCommands(program)
addTrainCommand(program)
addRetrainCommand(program)
addStudyCommands(program)
addFitCommand(program)
addEvaluateCommand(program)
addModelsCommand(program)
addDoctorCommand(program)
addServeCommand(program)
for (const command of [
  program,
  ...program.commands,
  ...program.commands.flatMap(({ commands }) => commands),
]) {
  command.exitOverride()
}

let wantsJson = false
program.hook('preAction', (_, command) => {
  wantsJson = command.opts<JsonOption>().json === true
})

// A reader that has seen enough, such as head, closes the pipe: nothing is left to do or to say.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit()
    remark(`anomalite: the output could not be written (${error.message})`)
    process.exit(EXIT_COULD_NOT)
  })
}

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = exitCodeOf(error)
}

function exitCodeOf(error: unknown): number {
  // Commander has printed its own message by now; help and version end with 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_WRONG_USAGE
  if (error instanceof AnomaliteError) {
    remark(`anomalite: ${error.message}`)
    if (wantsJson) printJson({ error: { code: error.code, message: error.message } })
  } else {
    remark(`anomalite: unexpected error\n${error instanceof Error ? error.stack : String(error)}`)
  }
  return EXIT_COULD_NOT
}
