import type { Neighbour } from '../contract/index.ts'
import type { Composition } from '../domain/composition.ts'
import type { EntryService, LibraryService } from '../library/index.ts'
import type { BulkScoring } from './engine/bulk-scoring.ts'
import type { ScoringEngine } from './engine/scoring-engine.ts'
import type { JobService } from './jobs/index.ts'
import type { Paper } from './pdf.ts'
import type { ModelRegistry } from './registry/model-registry.ts'
import type { ModelScores } from './scoring/index.ts'
import type { SettingsService } from './settings/settings-service.ts'
import type { BulkStability } from './stability/bulk.ts'
import type { LiveStability } from './stability/live.ts'
import type { FileStore } from './transfers/file-store.ts'
import type { EventBus } from './wire/events.ts'

/** Prints an HTML page to a PDF file: a local browser, or the window's own. */
export type PrintToPdf = (html: string, path: string, paper?: Paper) => Promise<void>

/** The known compounds that are nearest to a composition. */
export interface NearestKnown {
  find(composition: Composition, count: number): Promise<Neighbour[]>
  /** Gathers them, so that the first question waits no longer than any other. */
  prepare(): Promise<void>
}

/** What the services of the host that do a work of their own are made from. */
export interface CoreServices {
  readonly dataFolder: string
  readonly library: LibraryService
  /** Queries over all entries. */
  readonly entries: EntryService
  /** Scores while a person waits. */
  readonly engine: ScoringEngine
  /** Gives RMSE where it takes longer. */
  readonly bulk: BulkScoring
  /** Scores what takes longer, by a model of either kind. */
  readonly bulkScores: ModelScores
  /** Says of many compositions why they have their stability scores. */
  readonly bulkStability: Pick<BulkStability, 'why'>
  readonly models: ModelRegistry
  readonly nearest: NearestKnown
  readonly stability: LiveStability
  readonly events: EventBus
  readonly settings: SettingsService
  readonly transfers: FileStore
  readonly jobs: JobService
  readonly printToPdf: PrintToPdf
  /** What the user must know once: the library was restored from a backup, for instance. */
  readonly notices: readonly string[]
}
