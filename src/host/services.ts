import type { CoreServices } from './core-services.ts'
import type { EntryPages } from './entries/entry-pages.ts'
import type { FittingService } from './fitting/index.ts'
import type { RetrainingService } from './retraining/index.ts'
import type { ListScoring } from './scoring/index.ts'
import type { StudyService } from './studies/index.ts'
import type { TrainingService } from './training/index.ts'

/** Everything that handlers share. */
export interface HostServices extends CoreServices {
  readonly entryPages: EntryPages
  readonly scoring: ListScoring
  readonly trainings: TrainingService
  readonly fittings: FittingService
  readonly retrainings: RetrainingService
  readonly studies: StudyService
}
