import { compoundsAndLists } from './0001-compounds-and-lists.ts'
import { modelsAndScores } from './0002-models-and-scores.ts'
import { jobsAndSettings } from './0003-jobs-and-settings.ts'
import { jobsThatPause } from './0004-jobs-that-pause.ts'
import { binAndHistory } from './0005-bin-and-history.ts'
import { corrections } from './0006-corrections.ts'
import { entriesByCompound } from './0007-entries-by-compound.ts'
import { modelsOfTwoKinds } from './0008-models-of-two-kinds.ts'

/**
 * Every step of the schema in order, as SQL: step n takes a library of version n − 1 to version n. A step
 * that has been released never changes; what it lacked comes in a new one.
 */
export const migrations: readonly string[] = [
  compoundsAndLists,
  modelsAndScores,
  jobsAndSettings,
  jobsThatPause,
  binAndHistory,
  corrections,
  entriesByCompound,
  modelsOfTwoKinds,
]
