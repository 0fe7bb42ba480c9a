import { charge } from './charge.ts'
import { components } from './components.ts'
import { compose } from './compose.ts'
import { descriptor } from './descriptor.ts'
import { entryFilter } from './entry-filter.ts'
import { fitting } from './fitting.ts'
import { imports } from './import.ts'
import { library } from './library.ts'
import { models } from './models.ts'
import { ranking } from './ranking.ts'
import { reconstruction } from './reconstruction.ts'
import { report } from './report.ts'
import { retraining } from './retraining.ts'
import { screen } from './screen.ts'
import { settings } from './settings.ts'
import { shell } from './shell.ts'
import { stability } from './stability.ts'
import { studies } from './studies.ts'
import { tour } from './tour.ts'
import { training } from './training.ts'

export const en = {
  shell,
  components,
  compose,
  descriptor,
  stability,
  charge,
  tour,
  screen,
  library,
  ranking,
  models,
  reconstruction,
  training,
  retraining,
  studies,
  fitting,
  settings,
  imports,
  entryFilter,
  report,
}
