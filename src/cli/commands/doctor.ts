import type { Command } from 'commander'
import { type BackendFinding, diagnose } from '../../host/doctor.ts'
import { type JsonOption, jsonOption } from '../options.ts'
import { printJson, printLine } from '../output.ts'

export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .summary('Show what was found on this machine')
    .description(
      'Show what was found on this machine: Node, back ends and their speed, SQLite, data folder, model',
    )
    .addOption(jsonOption())
    .action(async ({ json }: JsonOption) => {
      const diagnosis = await diagnose()
      if (json) {
        printJson(diagnosis)
        return
      }
      printLine(`Node         ${diagnosis.node}, ${diagnosis.platform}`)
      for (const finding of diagnosis.backends)
        printLine(`${finding.name.padEnd(12)} ${findingText(finding)}`)
      printLine(`SQLite       ${diagnosis.sqlite}`)
      printLine(`Data folder  ${diagnosis.dataFolder} (${diagnosis.ownModels} own models)`)
      const { readyModel } = diagnosis
      printLine(
        `Ready model  ${'error' in readyModel ? readyModel.error : `${readyModel.name} (${readyModel.id})`}`,
      )
      for (const message of diagnosis.brokenModels) printLine(`Broken       ${message}`)
    })
}

function findingText(finding: BackendFinding): string {
  if (!finding.available) return `not available: ${finding.reason}`
  const { scoringCompositionsPerSecond, secondsPerTrainingStep } = finding.speed
  return `${finding.device}: scores ${Math.round(scoringCompositionsPerSecond).toLocaleString('en')} compositions/s, ${secondsPerTrainingStep.toFixed(3)} s a training step of 240`
}
