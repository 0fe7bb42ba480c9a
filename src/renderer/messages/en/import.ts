import { formatCount } from '../format.ts'

export const imports = {
  title: 'Import a list',
  titleOf: (fileName: string) => `Import “${fileName}”`,
  pasted: 'Pasted text',
  choose: 'Choose a file…',
  sources: 'Text, CSV, TSV, XLSX or JSON, one composition a line. Drop a file here, or choose one.',
  paste: 'Or paste formulas or table cells',
  readPasted: 'Read this text',
  another: 'Another file…',
  reading: 'Reading…',
  encoding: 'Encoding',
  delimiter: 'Columns separated by',
  delimiters: { '\t': 'tabs', ';': 'semicolons', ',': 'commas', '|': 'bars', none: 'nothing: one a line' },
  sheet: 'Sheet',
  header: 'First line',
  headers: { present: 'headings', absent: 'a composition' },
  noColumn: 'no column',
  roles: {
    formula: 'Formula',
    label: 'Label',
    externalId: 'Identifier',
    note: 'Note',
    tags: 'Tags',
    energyAboveHull: 'E above hull (eV/atom)',
  },
  columnFor: (role: string) => `Column for ${role}`,
  line: 'Line',
  readAs: 'Read as',
  preview: 'First lines of the list',
  lines: (lines: number) => (lines === 1 ? '1 line' : `${formatCount(lines)} lines`),
  read: (lines: number) => `${formatCount(lines)} read`,
  unread: (lines: number) => `${formatCount(lines)} not read`,
  show: 'Show',
  showFirst: 'the first lines',
  showProblems: 'lines with a problem',
  repeats: (line: number) => `repeats line ${line}`,
  meant: (suggestion: string) => `Meant: ${suggestion}?`,
  nothingRead: 'None of these lines reads as a formula. Choose the column that holds the formulas.',
  keptUnread: 'Lines that are not read are kept with their problem, and can be corrected in the library.',
  repeated: (lines: number) =>
    lines === 1
      ? '1 line repeats an earlier composition'
      : `${formatCount(lines)} lines repeat an earlier composition`,
  repeatedChoices: { keep: 'keep', skip: 'skip' },
  into: 'Import into',
  newList: 'a new list',
  existingList: 'a list of the library',
  name: 'Name',
  kind: 'Kind',
  list: 'List',
  nameTaken: 'A list of this name is there already. Choose another name, or add to that list.',
  start: (lines: number) => (lines === 1 ? 'Import 1 line' : `Import ${formatCount(lines)} lines`),
  waiting: 'Waiting for other files',
  goesOn: 'The window can be closed: the import goes on, and Work shows how far it is.',
  stop: 'Stop the import',
  background: 'Go on in the background',
  cancel: 'Cancel',
  done: (name: string, lines: number) =>
    lines === 1 ? `1 line is in “${name}”.` : `${formatCount(lines)} lines are in “${name}”.`,
  skipped: (lines: number) =>
    lines === 1
      ? '1 line was left out: it repeats an earlier composition.'
      : `${formatCount(lines)} lines were left out: they repeat earlier compositions.`,
  notRead: (lines: number) =>
    lines === 1
      ? '1 line could not be read as a formula. It is kept with its problem.'
      : `${formatCount(lines)} lines could not be read as formulas. They are kept with their problems.`,
  scored: 'What is new to the model in use is being scored.',
  showList: 'Show the list',
  rank: 'See the ranking',
  undo: 'Undo',
  undone: 'The import was taken back.',
}
