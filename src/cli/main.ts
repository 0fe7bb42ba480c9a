import { Command, CommanderError } from 'commander'
import { AnomaliteError } from '../domain/error.ts'
import { addChemistryCommands } from './commands/chemistry.ts'
import { addDoctorCommand } from './commands/doctor.ts'
import { addEvaluateCommand } from './commands/evaluate.ts'
import { addLibraryCommands } from './commands/library.ts'
import { addModelsCommand } from './commands/models.ts'
import { addRankCommand } from './commands/rank.ts'
import { addScoreCommand } from './commands/score.ts'
import { addStartCommand } from './commands/start.ts'
import { addTrainCommand } from './commands/train.ts'

const EXIT_COULD_NOT = 1
const EXIT_WRONG_USAGE = 2

const program = new Command('anomalite')
  .description(
    'Ranks chemical compositions by how much they look like compounds that exist.\nThe score is the reconstruction error (RMSE) of an autoencoder trained on known stable compositions only: lower is more familiar.',
  )
  .addHelpText(
    'after',
    `
Exit codes: 0 done, 1 could not, 2 wrong usage.
The library, models, training runs and reports of a user lie in the folder that "anomalite doctor" names;
ANOMALITE_HOME moves it.`,
  )
  .showHelpAfterError('(add --help for what it takes)')
  .helpCommand(false)

addChemistryCommands(program)
addScoreCommand(program)
addRankCommand(program)
addLibraryCommands(program)
addTrainCommand(program)
addEvaluateCommand(program)
addModelsCommand(program)
addDoctorCommand(program)
addStartCommand(program)
for (const command of [program, ...program.commands]) command.exitOverride()

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = exitCodeOf(error)
}

function exitCodeOf(error: unknown): number {
  // Commander has printed its own message by now; help and version end with 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_WRONG_USAGE
  if (error instanceof AnomaliteError) process.stderr.write(`anomalite: ${error.message}\n`)
  else
    process.stderr.write(
      `anomalite: unexpected error\n${error instanceof Error ? error.stack : String(error)}\n`,
    )
  return EXIT_COULD_NOT
}
