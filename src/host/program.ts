import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Channel, Settings } from '../contract/index.ts'
import type { LaunchCompute } from '../engine/index.ts'
import { openLibraryThreads } from '../library/index.ts'
import { startBackupTimer } from './backup-timer.ts'
import type { PrintToPdf } from './core-services.ts'
import { openBulkScoring } from './engine/bulk-scoring.ts'
import { startScoringEngine } from './engine/scoring-engine.ts'
import { openEntryPages } from './entries/entry-pages.ts'
import { offerSamples } from './first-start.ts'
import { openFittings } from './fitting/index.ts'
import { compositionHandlers } from './handlers/compositions.ts'
import { entryHandlers } from './handlers/entries.ts'
import { exportHandlers } from './handlers/exports.ts'
import { fileHandlers } from './handlers/files.ts'
import { fittingHandlers } from './handlers/fitting.ts'
import { historyHandlers } from './handlers/history.ts'
import { jobHandlers } from './handlers/jobs.ts'
import { listHandlers } from './handlers/lists.ts'
import { modelHandlers } from './handlers/models.ts'
import { programHandlers } from './handlers/program.ts'
import { reportHandlers } from './handlers/reports.ts'
import { retrainingHandlers } from './handlers/retraining.ts'
import { scoringHandlers } from './handlers/scoring.ts'
import { screeningHandlers } from './handlers/screening.ts'
import { stabilityHandlers } from './handlers/stability.ts'
import { studyHandlers } from './handlers/studies.ts'
import { trainingHandlers } from './handlers/training.ts'
import { openJobs } from './jobs/index.ts'
import { openNearestKnown } from './nearest/nearest-known.ts'
import { printToPdf as printByBrowser } from './pdf.ts'
import { openModelRegistry } from './registry/model-registry.ts'
import { openRetrainings } from './retraining/index.ts'
import { modelScores, openListScoring } from './scoring/index.ts'
import type { HostServices } from './services.ts'
import { openSettings } from './settings/settings-service.ts'
import { openBulkStability } from './stability/bulk.ts'
import { openLiveStability } from './stability/live.ts'
import { openStudies } from './studies/index.ts'
import { openTrainings } from './training/index.ts'
import { openFileStore } from './transfers/file-store.ts'
import { warmUp } from './warm-up.ts'
import { answer } from './wire/answer.ts'
import { createEventBus } from './wire/events.ts'

export interface ProgramOptions {
  readonly dataFolder: string
  /** How compute processes come to be where the program cannot fork. */
  readonly launchCompute?: LaunchCompute
  /** Prints by a local browser unless told how else. */
  readonly printToPdf?: PrintToPdf
}

/** The application without a window. */
export interface Program {
  /** Serves a window over a channel. Returns what ends the connection. */
  connect(channel: Channel): () => void
  /** Ends all work, backs the library up and lets the data folder go. */
  close(): Promise<void>
}

/** Opens the program on a data folder. Throws what `openLibrary` throws, `library/in-use` among it. */
export async function openProgram({
  dataFolder,
  launchCompute,
  printToPdf = printByBrowser,
}: ProgramOptions): Promise<Program> {
  const log = logInto(dataFolder)
  const events = createEventBus()
  const { library, entries, notices } = await openLibraryThreads(dataFolder, {
    onRevision(revision) {
      backups.changed()
      events.tell('library', { revision })
    },
    onDeath: log,
  })
  const backups = startBackupTimer(() => library.backUp(), log)
  const samples = await offerSamples(library, log)
  const settings = await openSettings(library, changed => {
    events.tell('settings', changed)
    prepareCharges(changed)
  })
  // Where it comes to nothing, charges are found when they are asked for.
  const prepareCharges = ({ oxidationStates }: Settings) =>
    void entries.prepareCharges(oxidationStates).catch(() => undefined)
  prepareCharges(settings.get())
  const engine = startScoringEngine(settings.get().backend, 'interactive', launchCompute, state =>
    events.tell('engine', state),
  )
  const bulk = openBulkScoring(() => settings.get().backend, launchCompute)
  const bulkStability = openBulkStability()
  const bulkScores = modelScores(bulk, bulkStability)
  const models = openModelRegistry(dataFolder, library)
  const nearest = openNearestKnown({ models, events })
  const stability = openLiveStability({ find: models.findStability, events })
  const transfers = await openFileStore(join(dataFolder, 'transfers'))
  const jobs = openJobs({ library, events, log })
  const trainings = await openTrainings({
    dataFolder,
    library,
    models,
    events,
    settings,
    jobs,
    launch: launchCompute,
  })
  const fittings = await openFittings({ dataFolder, library, models, events, jobs })
  const retrainings = openRetrainings({ library, models, bulk, events, trainings })
  const studies = openStudies({
    dataFolder,
    library,
    models,
    events,
    settings,
    jobs,
    launch: launchCompute,
  })
  const scoring = openListScoring({
    library,
    entries,
    scores: bulkScores,
    scoresAtOnce: modelScores(engine, bulkStability),
    models,
    events,
    jobs,
  })
  const stopWarmingUp = warmUp({ engine, events, nearest, stability, models, scoring, samples, log })
  const entryPages = openEntryPages({ entries, library, models, events, settings })
  const services: HostServices = {
    dataFolder,
    library,
    entries,
    engine,
    bulk,
    bulkScores,
    bulkStability,
    models,
    nearest,
    stability,
    events,
    settings,
    transfers,
    jobs,
    scoring,
    entryPages,
    trainings,
    fittings,
    retrainings,
    studies,
    printToPdf,
    notices,
  }
  const handlers = {
    ...programHandlers(services),
    ...compositionHandlers(services),
    ...stabilityHandlers(services),
    ...listHandlers(services),
    ...entryHandlers(services),
    ...historyHandlers(services),
    ...modelHandlers(services),
    ...fileHandlers(services),
    ...exportHandlers(services),
    ...reportHandlers(services),
    ...screeningHandlers(services),
    ...trainingHandlers(services),
    ...fittingHandlers(services),
    ...retrainingHandlers(services),
    ...studyHandlers(services),
    ...jobHandlers(services),
    ...scoringHandlers(services),
  }
  return {
    connect: channel => answer(channel, handlers, events, log),
    async close() {
      backups.stop()
      stopWarmingUp()
      await jobs.stop()
      await Promise.all([engine, bulk, stability, bulkStability, nearest].map(service => service.stop()))
      await library.backUp().finally(() => library.close())
    },
  }
}

/** Writes errors that nobody foresaw into `host.log` of the data folder. */
function logInto(dataFolder: string): (error: unknown) => void {
  return error => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    // With nowhere to write there is nobody left to tell.
    appendFile(join(dataFolder, 'host.log'), `${new Date().toISOString()} ${text}\n`).catch(() => undefined)
  }
}
