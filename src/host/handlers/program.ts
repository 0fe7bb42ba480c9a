import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import packageDescription from '../../../package.json' with { type: 'json' }
import type { programMethods } from '../../contract/methods/program.ts'
import { type Diagnosis, diagnose } from '../doctor.ts'
import type { HostServices } from '../services.ts'
import type { HandlersOf } from '../wire/handlers.ts'

/** The program as a whole: what it is, its engine, its settings, its backups. */
export function programHandlers({
  dataFolder,
  library,
  engine,
  settings,
  notices,
}: HostServices): HandlersOf<typeof programMethods> {
  return {
    'program.describe': () => ({
      version: packageDescription.version,
      platform: `${process.platform} ${process.arch}`,
      dataFolder,
      notices: [...notices],
    }),
    'program.diagnose': async () => findingsOf(await diagnose()),
    'program.backUp': async () => ({ file: await library.backUp() }),
    'program.backups': () => backupsOf(dataFolder),
    'engine.state': () => engine.state(),
    'engine.restart': () => engine.restart(settings.get().backend),
    'settings.get': () => settings.get(),
    'settings.change': change => settings.change(change),
  }
}

function findingsOf({ node, platform, backends, sqlite, readyModel, brokenModels }: Diagnosis) {
  const fine = (subject: string, finding: string) => ({ subject, finding, isFine: true })
  const amiss = (subject: string, finding: string) => ({ subject, finding, isFine: false })
  return [
    fine('Machine', platform),
    fine('Node', node),
    fine('SQLite', sqlite),
    ...backends.map(backend =>
      backend.available
        ? fine(
            backend.name,
            `${backend.device}; scores ${Math.round(backend.speed.scoringCompositionsPerSecond)} compositions/s, training step ${backend.speed.secondsPerTrainingStep.toFixed(3)} s`,
          )
        : amiss(backend.name, backend.reason),
    ),
    'error' in readyModel ? amiss('Ready model', readyModel.error) : fine('Ready model', readyModel.name),
    ...brokenModels.map(message => amiss('Model', message)),
  ]
}

/** Backups newest first; their names sort by time. */
async function backupsOf(dataFolder: string) {
  const folder = join(dataFolder, 'backups')
  const names = await readdir(folder).catch(() => [])
  const files = names
    .filter(name => /^library-.*\.db$/.test(name))
    .sort()
    .reverse()
  return Promise.all(
    files.map(async name => {
      const file = join(folder, name)
      const { mtime, size } = await stat(file)
      return { file, createdAt: mtime.toISOString(), bytes: size }
    }),
  )
}
