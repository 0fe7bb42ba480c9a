import type { JobStage } from '../../../contract/index.ts'
import { formatCount, formatTimeLeft } from '../format.ts'

const ofTotal = ({ done, total }: JobStage) =>
  total === null ? formatCount(done) : `${formatCount(done)} of ${formatCount(total)}`

export const shell = {
  program: 'Anomalite',
  screens: 'Screens',
  skipToContent: 'Skip to the content',
  engine: {
    starting: 'Scoring is starting…',
    restarting: 'Scoring restarts…',
    stopped: 'Scoring has stopped',
    tensorflow: 'TensorFlow',
    wasm: 'WebAssembly, CPU',
    restart: 'Start again',
  },
  model: (name: string) => `model: ${name}`,
  noModel: 'no model is active',
  jobs: {
    title: 'Work',
    open: (running: number) => (running === 0 ? 'Work' : `${running} running`),
    none: 'Nothing has run yet. Imports, scoring, searches and trainings show here.',
    clear: 'Clear finished',
    close: 'Close',
    states: {
      queued: 'Waiting',
      running: 'Running',
      paused: 'Paused',
      done: 'Done',
      failed: 'Failed',
      cancelled: 'Cancelled',
      interrupted: 'Interrupted',
    },
    titles: {
      import: (subject: string) => `Import “${subject}”`,
      score: (subject: string) => `Score “${subject}”`,
      screen: (subject: string) => `Search “${subject}”`,
      report: (subject: string) => `Report “${subject}”`,
      train: (subject: string) => `Train “${subject}”`,
    },
    stages: {
      reading: (stage: JobStage) => `${ofTotal(stage)} lines read`,
      generating: (stage: JobStage) => `${ofTotal(stage)} candidates`,
      scoring: (stage: JobStage) => `${ofTotal(stage)} scored`,
      training: (stage: JobStage) => `epoch ${ofTotal(stage)}`,
      judging: (stage: JobStage) => `${ofTotal(stage)} judged`,
      writing: (stage: JobStage) => `${ofTotal(stage)} written`,
    },
    timeLeft: (seconds: number) => `about ${formatTimeLeft(seconds)} left`,
    pause: 'Pause',
    resume: 'Go on',
    cancel: 'Cancel',
    openResult: {
      list: 'Open the list',
      scores: 'See the ranking',
      file: 'Save the file',
      model: 'See the model',
    },
  },
  shortcuts: {
    title: 'Keyboard shortcuts',
    close: 'Close',
    or: 'or',
    groups: { go: 'Go to', edit: 'Edit', find: 'Find', help: 'Help' },
    undo: 'Undo',
    redo: 'Redo',
    search: 'Search on this screen',
    cheatSheet: 'Show this list',
  },
  notices: {
    region: 'Notices',
    dismiss: 'Dismiss',
  },
  failure: {
    title: 'This screen has met an error',
    text: 'Your data is safe: what was confirmed is stored. Try again; if it happens once more, open another screen and report the details.',
    again: 'Try again',
    copy: 'Copy the details',
    copied: 'The details are on the clipboard.',
    unexpected: 'Something unexpected went wrong',
  },
  connection: {
    lost: 'The connection to Anomalite is lost. Work that was running goes on there; nothing can be changed here until it is back.',
    reconnecting: 'Connecting again…',
    reconnect: 'Connect now',
  },
  noScreens: 'This build has no screens. Build the program again.',
  confirm: { cancel: 'Cancel' },
}
