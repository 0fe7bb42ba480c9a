import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const project = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'anomalite-build-'))
const out = join(folder, 'out')

/** Main process and preload script as `electron-vite build` builds them; the page is the longer part, and no part of this. */
const BUILD = `
  import { resolveConfig } from 'electron-vite'
  import { build } from 'vite'
  process.env.NODE_ENV_ELECTRON_VITE = 'production'
  const { config } = await resolveConfig({}, 'build', 'production')
  await build(config.main)
  await build(config.preload)
`

beforeAll(async () => {
  for (const name of ['src', 'electron.vite.config.ts', 'package.json', 'tsconfig.json']) {
    cpSync(join(project, name), join(folder, name), { recursive: true })
  }
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'), 'junction')
  const args = ['--input-type=module', '--eval', BUILD]
  await promisify(execFile)(process.execPath, args, { cwd: folder })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const built = () =>
  readdirSync(out, { recursive: true, encoding: 'utf8' }).filter(name => /\.c?js$/.test(name))

/** What a built module imports, as it says it. */
function specifiersOf(file: string): string[] {
  const code = readFileSync(join(out, file), 'utf8')
  const statement = /^(?:import|export)\b(?:[^"';]*\bfrom)?\s*"([^"]+)"|\bimport\("([^"]+)"\)/gm
  return [...code.matchAll(statement)].map(([, named, dynamic]) => (named ?? dynamic)!)
}

/** Where a relative import or URL of a built module leads, from `out`. */
const target = (file: string, path: string) => relative(out, resolve(out, dirname(file), path))

/** Everything a process loads that begins with a module, its packages included. */
function loadedFrom(entry: string): Set<string> {
  const loaded = new Set<string>()
  const waiting = [entry]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (loaded.has(file)) continue
    loaded.add(file)
    if (!existsSync(join(out, file))) continue
    waiting.push(...specifiersOf(file).map(name => (name.startsWith('.') ? target(file, name) : name)))
  }
  return loaded
}

const packagesAmong = (loaded: Iterable<string>) =>
  [...loaded].filter(
    name => !name.startsWith('node:') && !builtinModules.includes(name) && !existsSync(join(out, name)),
  )

describe('the built program', () => {
  it('has an entry for each process', () => {
    expect(built()).toEqual(
      expect.arrayContaining(
        [
          'main/index.js',
          'main/host-process.js',
          'main/compute-process.js',
          'preload/index.cjs',
          'engine/compute/process.js',
          'library/threads/writer-worker.js',
          'library/threads/reader-worker.js',
        ].map(name => name.replaceAll('/', sep)),
      ),
    )
    expect(JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')).main).toBe('out/main/index.js')
  })

  it('keeps the folders of src, so that a URL relative to a module leads where it led', () => {
    const astray = built().filter(
      // The text of package.json becomes a module beside the folders.
      name =>
        name !== 'package.js' &&
        name.endsWith('.js') &&
        !existsSync(join(folder, 'src', name.replace(/js$/, 'ts'))),
    )
    expect(astray).toEqual([])
  })

  it('leads nowhere by no import and no URL', () => {
    const lost = built().flatMap(name => {
      const code = readFileSync(join(out, name), 'utf8')
      const urls = [...code.matchAll(/new URL\("(\.[^"]+\.[jt]s)", import\.meta\.url\)/g)]
      const paths = [
        ...specifiersOf(name).filter(specifier => specifier.startsWith('.')),
        ...urls.map(([, path]) => path!),
      ]
      return paths.filter(path => !existsSync(join(out, target(name, path)))).map(path => `${name} → ${path}`)
    })
    expect(lost).toEqual([])
  })

  it('loads into the main process nothing but Electron and Node', () => {
    expect(packagesAmong(loadedFrom(join('main', 'index.js')))).toEqual(['electron'])
  })

  it('loads no TensorFlow and no page into the host, and no library into a compute process', () => {
    expect(packagesAmong(loadedFrom(join('main', 'host-process.js')))).toContain('better-sqlite3')
    expect(packagesAmong(loadedFrom(join('main', 'host-process.js')))).not.toContain('vue')
    expect(packagesAmong(loadedFrom(join('main', 'compute-process.js')))).not.toContain('better-sqlite3')
  })

  it('has no native code bundled', () => {
    const everything = readdirSync(out, { recursive: true, encoding: 'utf8' })
    expect(everything.filter(name => /\.node$|better_sqlite3|tfjs_binding/.test(name))).toEqual([])
  })

  it('has a preload script that a sandbox runs: one CommonJS file that requires Electron alone', () => {
    const code = readFileSync(join(out, 'preload', 'index.cjs'), 'utf8')
    expect([...code.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name)).toEqual(['electron'])
    expect(code).not.toMatch(/^(import|export) /m)
  })
})
