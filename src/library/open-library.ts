import { openDatabase } from './database/open.ts'
import { jobsOf, markInterruptedJobs } from './jobs.ts'
import type { WritableLibrary } from './library.ts'
import { listsOf, removeDrafts } from './lists.ts'
import { migrations } from './migrations/index.ts'
import { modelsOf } from './models.ts'
import { scoresOf } from './scores.ts'
import { settingsOf } from './settings.ts'

/**
 * Opens the library of a data folder (`library.db` in it), or makes one, and keeps the folder for this
 * process until `close`. A library of an earlier Anomalite is backed up, then migrated. Unfinished imports are
 * removed and jobs that were under way are marked interrupted.
 *
 * Refuses, and leaves the file as it is: `library/in-use` (another instance has the folder),
 * `library/not-a-library`, `library/newer`, `library/foreign-schema` (triggers, views or tables that
 * Anomalite did not make), `library/damaged` (names the newest backup), `library/not-writable`.
 */
export async function openLibrary(folder: string): Promise<WritableLibrary> {
  const { connection, backUp, close } = await openDatabase(folder, migrations)
  removeDrafts(connection)
  markInterruptedJobs(connection)
  return {
    ...listsOf(connection),
    ...scoresOf(connection),
    ...modelsOf(connection),
    ...jobsOf(connection),
    ...settingsOf(connection),
    backUp,
    close,
  }
}
