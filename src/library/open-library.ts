import { binOf } from './bin.ts'
import type { OnChange } from './changes.ts'
import { correctingOf } from './correcting.ts'
import { openDatabase } from './database/open.ts'
import { draftsOf } from './drafts.ts'
import { editingOf } from './editing.ts'
import { historyOf } from './history.ts'
import { jobsOf, markInterruptedJobs } from './jobs.ts'
import type { WritableLibrary } from './library.ts'
import { abandonDrafts, listsOf } from './lists.ts'
import { migrations } from './migrations/index.ts'
import { modelsOf } from './models.ts'
import { scoresOf } from './scores.ts'
import { settingsOf } from './settings.ts'
import { startWriting } from './writing.ts'

/** So many take some tenths of a second; a longer import that a kill has left is swept while the library is in use. */
const entriesSweptAtStart = 20_000

/**
 * Opens the library of a data folder (`library.db` in it), or makes one, and keeps the folder for this
 * process until `close`. A library of an earlier Anomalite is backed up, then migrated. Unfinished imports are
 * removed and jobs that were under way are marked interrupted. Of a damaged library the newest good backup takes the
 * place, the damaged file is kept, and `notices` says so.
 *
 * Refuses, and leaves the file as it is: `library/in-use` (another instance has the folder),
 * `library/not-a-library`, `library/newer`, `library/foreign-schema` (triggers, views or tables that
 * Anomalite did not make), `library/damaged` (and no backup is whole), `library/not-writable`.
 */
export async function openLibrary(
  folder: string,
  onChange: OnChange = () => undefined,
): Promise<WritableLibrary> {
  const { connection, notices, backUp, close } = await openDatabase(folder, migrations)
  abandonDrafts(connection)
  markInterruptedJobs(connection)
  const writing = startWriting(connection, onChange)
  const bin = binOf(writing)
  bin.sweep(entriesSweptAtStart)
  return {
    ...listsOf(writing),
    ...draftsOf(writing),
    ...editingOf(writing),
    ...correctingOf(writing),
    ...bin,
    ...historyOf(writing),
    ...scoresOf(writing),
    ...modelsOf(writing),
    ...jobsOf(connection),
    ...settingsOf(connection),
    notices,
    backUp,
    close,
  }
}
