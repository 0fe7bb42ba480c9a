import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { environmentFor, npm, onPath, run, say } from './command.mjs'
import { bindingPackageFolder, cacheFolder, platform } from './locations.mjs'
import { fetchNode } from './node.mjs'
import { tensorflowRelease, tensorflowRoutes } from './plan.mjs'

/** @typedef {import('./plan.mjs').TensorflowRecord} TensorflowRecord */

const wheelScript = fileURLToPath(new URL('tensorflow_wheel.py', import.meta.url))
const verifyScript = fileURLToPath(new URL('verify-tensorflow.mjs', import.meta.url))

const linksFolder = join(bindingPackageFolder, 'deps', 'lib')
const coreLibrary = join('tensorflow', 'libtensorflow_cc.so.2')
const frameworkLibrary = join('tensorflow', 'libtensorflow_framework.so.2')

/** The names under which the binding looks for the library, by platform. */
const libraryNames = ['libtensorflow.so', 'libtensorflow.so.2', 'libtensorflow.2.dylib', 'tensorflow.dll']

/**
 * Gives the native binding a TensorFlow library, by the first way that works, and proves that it computes.
 *
 * @param {{ nodeFile: string, cuda: boolean | undefined, retry: boolean }} options `cuda` undefined: when there is
 *   a card that answers
 * @returns {Promise<TensorflowRecord>} never throws for a machine that cannot have it; `reason` says why
 */
export async function setUpTensorflow({ nodeFile, cuda: wish, retry }) {
  const cuda = wish ?? (await cardAnswers())
  const attemptedAt = new Date().toISOString()
  /** @type {string[]} */
  const failures = []
  if (bindingFile() && !retry) {
    try {
      const found = await verify(nodeFile, {})
      if (found.device === 'cuda' || !cuda) {
        const reason = `TensorFlow ${found.version}, found in node_modules`
        return {
          ok: true,
          reason,
          ...found,
          libraryPath: linkedLibrary(),
          environment: {},
          cudaTried: cuda,
          attemptedAt,
        }
      }
    } catch {
      // Left by an interrupted set-up, or for another machine: made anew below.
    }
  }
  for (const route of tensorflowRoutes({ platform: process.platform, architecture: process.arch, cuda })) {
    try {
      const made = route === 'upstream' ? await fromUpstream(nodeFile) : await fromWheel(nodeFile, route)
      const reason = [made.reason, ...failures].join('; ')
      return { ok: true, ...made, reason, libraryPath: linkedLibrary(), cudaTried: cuda, attemptedAt }
    } catch (error) {
      failures.push(`${route}: ${/** @type {Error} */ (error).message}`)
    }
  }
  return {
    ok: false,
    reason: failures.join('; ') || `no TensorFlow library is published for ${platform}`,
    version: null,
    device: null,
    libraryPath: null,
    environment: {},
    cudaTried: cuda,
    attemptedAt,
  }
}

async function cardAnswers() {
  if (!onPath('nvidia-smi')) return false
  try {
    return (await run('nvidia-smi', ['-L'], { timeoutSeconds: 20 })).includes('GPU')
  } catch {
    // A driver without a card: the processor it is.
    return false
  }
}

/** The binding's compiled file, or null. Its folder carries the version of Node's binary interface. */
function bindingFile() {
  const folder = join(bindingPackageFolder, 'lib')
  if (!existsSync(folder)) return null
  const files = readdirSync(folder).map(version => join(folder, version, 'tfjs_binding.node'))
  return files.find(file => existsSync(file)) ?? null
}

function linkedLibrary() {
  const name = libraryNames.find(file => existsSync(join(linksFolder, file)))
  return name ? realpathSync(join(linksFolder, name)) : null
}

/**
 * @param {string} nodeFile
 * @param {Record<string, string>} environment
 * @returns {Promise<{ version: string, device: 'cpu' | 'cuda' }>}
 */
async function verify(nodeFile, environment) {
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2', TF_FORCE_GPU_ALLOW_GROWTH: 'true', ...environment }
  const output = await run(nodeFile, [verifyScript], { env, timeoutSeconds: 180 })
  return JSON.parse(output.trim().split('\n').at(-1) ?? '')
}

/**
 * Takes the library out of a wheel of the Python package index and compiles the binding against it.
 *
 * @param {string} nodeFile
 * @param {'cuda wheel' | 'wheel'} route
 */
async function fromWheel(nodeFile, route) {
  const cuda = route === 'cuda wheel'
  const distribution = cuda ? 'tensorflow' : 'tensorflow-cpu'
  const library = cachedLibrary(distribution) ?? (await fetchLibrary(distribution, cuda))
  link(library.folder)
  const environment = cuda ? cudaEnvironment(library.folder) : {}
  const found = await bind(nodeFile, library.name, environment)
  const device =
    cuda && found.device === 'cpu' ? ', on the processor because it found no card it can use' : ''
  return { reason: `${distribution} ${found.version} from its wheel${device}`, ...found, environment }
}

/** @param {string} distribution */
function cachedLibrary(distribution) {
  const shelf = join(cacheFolder(), 'libtensorflow')
  if (!existsSync(shelf)) return null
  const names = readdirSync(shelf).filter(
    entry => /^[a-z-]+?-(?=\d)/.exec(entry)?.[0] === `${distribution}-` && entry.endsWith(`-${platform}`),
  )
  const name = names.find(entry => entry.includes(`-${tensorflowRelease}-`)) ?? names.sort().at(-1)
  return name ? { name, folder: join(shelf, name) } : null
}

/**
 * @param {string} distribution
 * @param {boolean} cuda
 */
async function fetchLibrary(distribution, cuda) {
  const python = onPath('python3')
  if (!python) throw new Error('python3 was not found, which fetches the library and compiles the binding')
  requireCompiler()
  const draft = mkdtempSync(join(cacheFolder(), 'tmp', 'tensorflow-'))
  const size = cuda ? 'some 3 GB with the CUDA libraries' : 'some 270 MB'
  say(`fetching TensorFlow ${tensorflowRelease} from the Python package index (${size}, once)`)
  await download(python, draft, distribution, cuda)
  const wheel = readdirSync(draft).find(file => file.startsWith(`${distribution.replace('-', '_')}-`))
  const version = wheel?.split('-')[1]
  if (!version) throw new Error(`the Python package index gave no wheel of ${distribution}`)
  say('unpacking the library')
  const contents = join(draft, 'contents')
  const patterns = [
    coreLibrary,
    frameworkLibrary,
    'tensorflow/include/*',
    ...(cuda ? ['nvidia/*/lib/*'] : []),
  ]
  await run(python, [wheelScript, 'unpack', draft, contents, ...patterns], { timeoutSeconds: 1200 })
  for (const file of [coreLibrary, frameworkLibrary]) {
    if (!existsSync(join(contents, file))) throw new Error(`${wheel} carries no ${file}`)
  }
  const name = `${distribution}-${version}-${platform}`
  const folder = join(cacheFolder(), 'libtensorflow', name)
  mkdirSync(dirname(folder), { recursive: true })
  renameSync(contents, folder)
  rmSync(draft, { recursive: true, force: true })
  return { name, folder }
}

/** Asks for what the compilation will need before hundreds of megabytes are fetched for it. */
function requireCompiler() {
  const compilers = [process.env.CXX, 'g++', 'c++', 'clang++'].filter(name => name !== undefined)
  if (!compilers.some(name => onPath(name) || existsSync(name)))
    throw new Error('no C++ compiler (g++) was found')
  if (!onPath('make')) throw new Error('make was not found, which compiles the binding')
}

/**
 * @param {string} python
 * @param {string} folder
 * @param {string} distribution
 * @param {boolean} cuda
 */
async function download(python, folder, distribution, cuda) {
  const pip = [
    '-m',
    'pip',
    'download',
    '--quiet',
    '--only-binary=:all:',
    '--disable-pip-version-check',
    '-d',
    folder,
  ]
  const extent = cuda ? [] : ['--no-deps']
  const name = cuda ? `${distribution}[and-cuda]` : distribution
  const processor = process.arch === 'arm64' ? 'aarch64' : 'x86_64'
  // The libraries do not depend on the Python version, but pip offers only wheels for its own unless told.
  const otherPython = ['--python-version', '3.12', '--implementation', 'cp', '--abi', 'cp312']
  const otherSystem = ['manylinux_2_27', 'manylinux_2_17', 'manylinux2014'].flatMap(tag => [
    '--platform',
    `${tag}_${processor}`,
  ])
  /** @type {[string, string[]][]} */
  const attempts = [
    [python, [...pip, ...extent, `${name}==${tensorflowRelease}`]],
    ...(cuda
      ? []
      : /** @type {[string, string[]][]} */ ([
          [python, [...pip, ...extent, ...otherPython, ...otherSystem, `${name}==${tensorflowRelease}`]],
          [python, [wheelScript, 'fetch', folder, `${name}==${tensorflowRelease}`]],
        ])),
    [python, [...pip, ...extent, name]],
  ]
  let failure = new Error()
  for (const [position, [command, args]] of attempts.entries()) {
    try {
      await run(command, args, { timeoutSeconds: 1800 })
      return
    } catch (error) {
      if (position === 0) failure = /** @type {Error} */ (error)
    }
  }
  throw failure
}

/** Puts a library where the binding's build and its run path look for it. @param {string} library */
function link(library) {
  const include = join(bindingPackageFolder, 'deps', 'include')
  rmSync(dirname(linksFolder), { recursive: true, force: true })
  mkdirSync(linksFolder, { recursive: true })
  const links = {
    'libtensorflow.so': coreLibrary,
    'libtensorflow.so.2': coreLibrary,
    'libtensorflow_cc.so.2': coreLibrary,
    'libtensorflow_framework.so': frameworkLibrary,
    'libtensorflow_framework.so.2': frameworkLibrary,
  }
  for (const [name, file] of Object.entries(links)) symlinkSync(join(library, file), join(linksFolder, name))
  symlinkSync(join(library, 'tensorflow', 'include'), include)
}

/**
 * Where the CUDA libraries of the nvidia wheels lie; the loader asks this variable only when a process starts.
 *
 * @param {string} library
 */
function cudaEnvironment(library) {
  const vendors = join(library, 'nvidia')
  const folders = existsSync(vendors) ? readdirSync(vendors).map(name => join(vendors, name, 'lib')) : []
  const before = process.env.LD_LIBRARY_PATH
  const paths = [...folders.filter(folder => existsSync(folder)), ...(before ? [before] : [])]
  return { LD_LIBRARY_PATH: paths.join(delimiter) }
}

/**
 * Provides the compiled binding, from the cache where it was compiled before, and verifies it.
 *
 * @param {string} nodeFile
 * @param {string} libraryName
 * @param {Record<string, string>} environment
 */
async function bind(nodeFile, libraryName, environment) {
  const { version } = JSON.parse(readFileSync(join(bindingPackageFolder, 'package.json'), 'utf8'))
  // Node's binary interface is stable from version to version; 8 is the newest that this binding builds for.
  const target = join(bindingPackageFolder, 'lib', 'napi-v8', 'tfjs_binding.node')
  const kept = join(cacheFolder(), 'binding', `tfjs-${version}-${libraryName}-napi-v8.node`)
  if (existsSync(kept)) {
    try {
      place(kept, target)
      return await verify(nodeFile, environment)
    } catch {
      // Compiled on a machine with newer system libraries, for instance: compiled anew below.
    }
  }
  requireCompiler()
  say('compiling the TensorFlow binding')
  await compile(nodeFile)
  const found = await verify(nodeFile, environment)
  place(target, kept)
  return found
}

/** @param {string} from @param {string} to */
function place(from, to) {
  mkdirSync(dirname(to), { recursive: true })
  const draft = `${to}.${process.pid}`
  copyFileSync(from, draft)
  renameSync(draft, to)
}

/** @param {string} nodeFile */
async function compile(nodeFile) {
  /** @param {string} file */
  const prefixOf = file => dirname(dirname(realpathSync(file)))
  const prefixes = [...new Set([nodeFile, process.execPath].map(prefixOf))]
  const withHeaders = prefixes.filter(prefix => existsSync(join(prefix, 'include', 'node', 'node_api.h')))
  /** @type {(() => string | undefined | Promise<string>)[]} where node-gyp is to find Node's headers */
  const attempts = [
    ...withHeaders.map(prefix => () => prefix),
    // Those that npm's settings name, or a download from nodejs.org.
    () => undefined,
    // The interface is the same for every Node, so the headers of the one that npm carries will do.
    async () => prefixOf(await fetchNode('its headers are needed to compile')),
  ]
  let failure = new Error()
  for (const [position, headers] of attempts.entries()) {
    try {
      const folder = await headers()
      const env = {
        ...environmentFor(nodeFile),
        JOBS: 'max',
        ...(folder ? { npm_config_nodedir: folder } : {}),
      }
      await npmExec('node-pre-gyp install --build-from-source', env, 900)
      return
    } catch (error) {
      if (position === 0) failure = /** @type {Error} */ (error)
    }
  }
  throw new Error(`the binding could not be compiled: ${failure.message}`)
}

/**
 * Runs a command line in the binding's package through npm, which brings its own node-gyp.
 *
 * @param {string} line
 * @param {NodeJS.ProcessEnv} env
 * @param {number} timeoutSeconds
 */
async function npmExec(line, env, timeoutSeconds) {
  const { command, first } = npm()
  await run(command, [...first, 'exec', '-c', line], { cwd: bindingPackageFolder, env, timeoutSeconds })
}

/**
 * Lets the binding's package fetch the library and the compiled binding that its makers publish.
 *
 * @param {string} nodeFile
 */
async function fromUpstream(nodeFile) {
  const { HTTPS_PROXY, https_proxy, TFJS_NODE_CDN_STORAGE, TFJS_NODE_BASE_URI } = process.env
  // The package's own download waits long for a host that does not answer; through a proxy or mirror it must be tried.
  if (!HTTPS_PROXY && !https_proxy && !TFJS_NODE_CDN_STORAGE && !TFJS_NODE_BASE_URI) {
    try {
      await fetch('https://storage.googleapis.com/tensorflow/', {
        method: 'HEAD',
        signal: AbortSignal.timeout(5000),
      })
    } catch {
      throw new Error('storage.googleapis.com could not be reached')
    }
  }
  say("fetching the TensorFlow library from the binding's makers")
  rmSync(join(bindingPackageFolder, 'lib'), { recursive: true, force: true })
  await npmExec('node scripts/install.js cpu download', environmentFor(nodeFile), 900)
  const found = await verify(nodeFile, {})
  return { reason: `TensorFlow ${found.version} from the binding's makers`, ...found, environment: {} }
}
