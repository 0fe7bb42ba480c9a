/**
 * The floors of the program: imports point only downwards. Type-only imports count as well.
 * See docs/decisions/0005-set-up.md for how it is run.
 */

/** @param {string[]} folders */
const inFolders = folders => `^src/(${folders.join('|')})/`

/**
 * A folder of src may import itself and the named ones, and no other folder of src.
 *
 * @param {string} folder
 * @param {string[]} allowed
 */
const floor = (folder, allowed) => ({
  name: `floor-of-${folder}`,
  comment: `src/${folder} may import from src: ${[folder, ...allowed].join(', ')}.`,
  severity: 'error',
  from: { path: inFolders([folder]) },
  to: { path: '^src/', pathNot: inFolders([folder, ...allowed]) },
})

/**
 * Of the packages that match, a folder may import only these; Node's own modules are another matter.
 *
 * @param {string} name
 * @param {string} packages
 * @param {string[]} folders
 */
const onlyIn = (name, packages, folders) => ({
  name,
  comment: `Only ${folders.map(folder => `src/${folder}`).join(' and ')} may import it.`,
  severity: 'error',
  from: { path: '^src/', pathNot: inFolders(folders) },
  to: { path: packages },
})

const npmTypes = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown']

const below = {
  cli: ['domain', 'durable', 'engine', 'library', 'report', 'contract', 'host'],
  host: ['domain', 'durable', 'engine', 'library', 'report', 'contract'],
}

module.exports = {
  forbidden: [
    floor('domain', []),
    floor('durable', ['domain']),
    floor('engine', ['domain', 'durable']),
    floor('library', ['domain', 'durable']),
    floor('report', ['domain']),
    floor('contract', ['domain']),
    floor('host', below.host),
    floor('cli', below.cli),
    floor('main', [...below.cli, 'preload']),
    floor('preload', ['contract']),
    floor('renderer', ['domain', 'contract']),
    {
      name: 'domain-runs-anywhere',
      comment: 'src/domain is pure: no package and no module of Node.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { dependencyTypes: [...npmTypes, 'core'] },
    },
    {
      name: 'durable-needs-node-alone',
      comment: 'src/durable uses no package.',
      severity: 'error',
      from: { path: '^src/durable/' },
      to: { dependencyTypes: npmTypes },
    },
    {
      name: 'report-is-pure',
      comment: 'src/report makes a page from values: no package but echarts, no module of Node.',
      severity: 'error',
      from: { path: '^src/report/' },
      to: { dependencyTypes: [...npmTypes, 'core'], pathNot: '(^|node_modules/)echarts(/|$)' },
    },
    onlyIn('tensorflow-in-engine', '(^|node_modules/)@tensorflow/', ['engine']),
    onlyIn('sqlite-in-library', '(^|node_modules/)(@types/)?better-sqlite3(/|$)', ['library']),
    onlyIn('electron-in-main', '(^|node_modules/)electron(/|$)', ['main', 'preload']),
    {
      name: 'no-circle',
      comment: 'Modules that import each other in a circle have no order in which to be read.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolved',
      comment: 'An import that leads nowhere would escape every rule above.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^electron$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
