import { isDeepStrictEqual } from 'node:util'
import { AnomaliteError } from '../../domain/error.ts'
import {
  checkAim,
  hasStudy,
  openStudy,
  type PositivesSource,
  readStudyOutline,
  type Study,
  type StudyAim,
  setTrials,
  splitFingerprint,
  splitPositives,
  type TrainingSettings,
} from '../../engine/index.ts'
import type { TrainingSet } from '../training/run.ts'
import { beginStudy, studyFolder } from './study-folders.ts'

/**
 * The study of a name, begun when there is none. One that is there goes on when it is the same: of the same positives,
 * settings and ranges; a search may have another number of trials. Throws `study/exists` naming what differs, and what
 * `beginStudy` and `openStudy` throw, `study/aim` among it.
 */
export async function continueStudy(
  data: string,
  name: string,
  set: TrainingSet,
  source: PositivesSource,
  settings: TrainingSettings,
  aim: StudyAim,
): Promise<Study> {
  const folder = studyFolder(data, name)
  checkAim(aim)
  if (!hasStudy(folder)) return beginStudy(data, name, set, source, settings, aim)
  const there = await readStudyOutline(folder)
  const split = splitFingerprint(splitPositives(set.positives, settings.trainingShare, settings.seed))
  const { trainingSha256, heldOutSha256 } = there
  const differences = [
    [isDeepStrictEqual(varied(there.aim), varied(aim)), 'what it varies'],
    [isDeepStrictEqual(split, { trainingSha256, heldOutSha256 }), 'its positives'],
    [isDeepStrictEqual(there.settings, settings), 'its settings'],
  ]
  const different = differences.filter(([isSame]) => !isSame).map(([, what]) => what)
  if (different.length > 0) {
    throw new AnomaliteError(
      'study/exists',
      `There is a study “${there.name}” already that differs in ${different.join(', ')}. Choose another name.`,
      { name },
    )
  }
  if (aim.kind === 'search' && !isDeepStrictEqual(there.aim, aim)) await setTrials(folder, aim.trials)
  return openStudy(folder)
}

/** All of an aim but how long it is to go on. */
function varied(aim: StudyAim): unknown {
  if (aim.kind === 'sweep') return aim
  const { trials: _, ...rest } = aim
  return rest
}
