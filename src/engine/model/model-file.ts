import { existsSync } from 'node:fs'
import { readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { AnomaliteError } from '../../domain/error.ts'
import { syncFolder, writeFileAtomically } from '../../durable/index.ts'
import { floatArrays, floatBytes, sha256 } from '../floats.ts'
import { formulaLines, formulasOfLines } from '../formula-lines.ts'
import { type Parameters, parameterCount, parameterShapes } from '../network.ts'
import { type EpochRecord, layerSchema } from '../training/run-format.ts'
import { checkSettings } from '../training/settings.ts'
import {
  ELEMENT_TABLE_SHA256,
  MODEL_FORMAT,
  MODEL_VERSION,
  type ModelManifest,
  manifestSchema,
  openSeal,
  sealManifest,
  versionOf,
} from './manifest.ts'

/** A manifest is text of a few hundred kilobytes; anything larger was not written by this program. */
const LARGEST_MANIFEST_BYTES = 16 * 2 ** 20

/** Room for ten million formulas. */
const LARGEST_FORMULAS_BYTES = 256 * 2 ** 20

/** Room for a hundred thousand epochs of the paper's network. */
const LARGEST_DIAGNOSTICS_BYTES = 256 * 2 ** 20

const diagnosticsSchema = z.array(z.strictObject({ epoch: z.int(), layers: z.array(layerSchema) }))

/** All that a model's folder holds. */
export interface ModelContent {
  readonly manifest: Omit<ModelManifest, 'files' | 'format' | 'version' | 'elementTableSha256'>
  readonly parameters: Parameters
  /** Canonical formulas. */
  readonly trainingFormulas: readonly string[]
  readonly heldOutFormulas: readonly string[]
  readonly diagnostics: readonly Pick<EpochRecord, 'epoch' | 'layers'>[]
}

/**
 * Writes a model as a new folder; it appears whole or not at all.
 * Throws `model/exists` when the folder is there already, `file/not-written` when the disk or the folder refuses.
 */
export async function writeModel(folder: string, content: ModelContent): Promise<ModelManifest> {
  if (existsSync(folder)) {
    throw new AnomaliteError(
      'model/exists',
      `There is a model in ${folder} already. Choose another name, or remove that model first.`,
      { folder },
    )
  }
  const files = {
    'weights.bin': floatBytes(content.parameters),
    'training.txt': formulaLines(content.trainingFormulas),
    'held-out.txt': formulaLines(content.heldOutFormulas),
    'diagnostics.json': JSON.stringify(content.diagnostics),
  }
  const manifest = manifestSchema.parse({
    format: MODEL_FORMAT,
    version: versionOf(content.manifest),
    elementTableSha256: ELEMENT_TABLE_SHA256,
    ...content.manifest,
    files: Object.fromEntries(Object.entries(files).map(([name, data]) => [name, sha256(data)])),
  })
  const temporary = join(dirname(folder), `.${basename(folder)}.partial`)
  try {
    await rm(temporary, { recursive: true, force: true })
    for (const [name, data] of Object.entries(files)) await writeFileAtomically(join(temporary, name), data)
    await writeManifest(temporary, manifest)
    await rename(temporary, folder)
    await syncFolder(dirname(folder))
  } catch (error) {
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined)
    throw error instanceof AnomaliteError ? error : notWritten(folder, error)
  }
  return manifest
}

/** Replaces a model's manifest, for what becomes known after training. It carries its own checksum. */
export async function writeManifest(folder: string, manifest: ModelManifest): Promise<void> {
  await writeFileAtomically(
    join(folder, 'model.json'),
    `${JSON.stringify(sealManifest(manifest), null, 1)}\n`,
  )
}

/**
 * Reads a model's manifest and checks it against its checksum and its schema. Nothing in it is executed.
 * Throws `model/missing`, `model/newer` (written by a later version) or `model/broken`.
 */
export async function readManifest(folder: string): Promise<ModelManifest> {
  const path = join(folder, 'model.json')
  const { ino, size, ctimeNs } = await stat(path, { bigint: true }).catch(cause => {
    throw new AnomaliteError(
      'model/missing',
      `There is no model in ${folder}. "anomalite models" lists those there are.`,
      { folder },
      { cause },
    )
  })
  const version = `${ino} ${size} ${ctimeNs}`
  const known = knownManifests.get(path)
  if (known?.version === version) return known.manifest
  if (size > LARGEST_MANIFEST_BYTES) throw broken(folder, 'model.json is too large')
  const manifest = await readAndCheck(folder)
  knownManifests.set(path, { version, manifest })
  return manifest
}

/** Manifests that were read, by path, and which version of the file: every score asks for one. */
const knownManifests = new Map<string, { readonly version: string; readonly manifest: ModelManifest }>()

async function readAndCheck(folder: string): Promise<ModelManifest> {
  const text = Buffer.from(await readPart(folder, 'model.json')).toString('utf8')
  const declared = parseJson(folder, 'model.json', text)
  if (!isRecord(declared) || declared.format !== MODEL_FORMAT) {
    throw broken(folder, 'model.json does not describe an Anomalite model')
  }
  if (typeof declared.version === 'number' && declared.version > MODEL_VERSION) {
    throw new AnomaliteError(
      'model/newer',
      `The model in ${folder} was written by a newer Anomalite. Update the program to use it.`,
      { folder, version: declared.version },
    )
  }
  const unsealed = openSeal(declared)
  if (!unsealed) throw broken(folder, 'model.json was changed or cut short')
  const result = manifestSchema.safeParse(unsealed)
  if (!result.success) {
    const { path: place, message } = result.error.issues[0]!
    throw broken(folder, `model.json, ${place.join('.') || 'top level'}: ${message}`)
  }
  checkNetwork(folder, result.data)
  return result.data
}

/** Reads a model's parameters, in the network's order. Throws `model/broken`. */
export async function readParameters(folder: string, manifest: ModelManifest): Promise<Float32Array[]> {
  const needed = 4 * parameterCount(manifest.settings)
  const size = await sizeOf(folder, 'weights.bin')
  if (size !== needed) throw broken(folder, `weights.bin has ${size} bytes, its network needs ${needed}`)
  const bytes = await readChecked(folder, 'weights.bin', manifest)
  const lengths = parameterShapes(manifest.settings).map(shape => shape.reduce((a, b) => a * b))
  const parameters = floatArrays(bytes, lengths)
  if (!parameters.every(values => values.every(Number.isFinite))) {
    throw broken(folder, 'weights.bin holds values that are not finite')
  }
  return parameters
}

/** The canonical formulas a model was trained on, or those held out. Throws `model/broken`. */
export async function readFormulas(
  folder: string,
  manifest: ModelManifest,
  which: 'training.txt' | 'held-out.txt',
): Promise<string[]> {
  if ((await sizeOf(folder, which)) > LARGEST_FORMULAS_BYTES) throw broken(folder, `${which} is too large`)
  const bytes = await readChecked(folder, which, manifest)
  return formulasOfLines(Buffer.from(bytes).toString('utf8'))
}

/** What the layers did in each epoch trained. Throws `model/broken`. */
export async function readDiagnostics(
  folder: string,
  manifest: ModelManifest,
): Promise<Pick<EpochRecord, 'epoch' | 'layers'>[]> {
  if ((await sizeOf(folder, 'diagnostics.json')) > LARGEST_DIAGNOSTICS_BYTES) {
    throw broken(folder, 'diagnostics.json is too large')
  }
  const text = Buffer.from(await readChecked(folder, 'diagnostics.json', manifest)).toString('utf8')
  const result = diagnosticsSchema.safeParse(parseJson(folder, 'diagnostics.json', text))
  if (!result.success) throw broken(folder, 'diagnostics.json does not hold diagnostics')
  return result.data
}

async function readChecked(
  folder: string,
  file: keyof ModelManifest['files'],
  manifest: ModelManifest,
): Promise<Uint8Array> {
  const bytes = await readPart(folder, file)
  if (sha256(bytes) !== manifest.files[file]) throw broken(folder, `${file} was changed or cut short`)
  return bytes
}

async function readPart(folder: string, file: string): Promise<Uint8Array> {
  return readFile(join(folder, file)).catch(cause => {
    throw broken(folder, `${file} cannot be read`, cause)
  })
}

async function sizeOf(folder: string, file: string): Promise<number> {
  const { size } = await stat(join(folder, file)).catch(cause => {
    throw broken(folder, `${file} cannot be read`, cause)
  })
  return size
}

function checkNetwork(folder: string, { settings, elementTableSha256 }: ModelManifest): void {
  try {
    checkSettings(settings)
  } catch (error) {
    throw broken(folder, error instanceof Error ? error.message : String(error), error)
  }
  if (elementTableSha256 !== ELEMENT_TABLE_SHA256) {
    throw broken(folder, 'it was trained with another table of element properties')
  }
}

function parseJson(folder: string, file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw broken(folder, `${file} is not valid JSON`, cause)
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function notWritten(folder: string, cause: unknown): AnomaliteError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new AnomaliteError(
    'file/not-written',
    `The model could not be written to ${folder} (${reason}). Check the free space and the permissions of the folder, or choose another place.`,
    { path: folder },
    { cause },
  )
}

function broken(folder: string, what: string, cause?: unknown): AnomaliteError {
  return new AnomaliteError(
    'model/broken',
    `The model in ${folder} cannot be used: ${what}. Restore it from where it came from.`,
    { folder, what },
    { cause },
  )
}
