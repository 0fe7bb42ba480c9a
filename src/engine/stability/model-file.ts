import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AnomaliteError } from '../../domain/error.ts'
import {
  allNodes,
  BINS,
  EDGES,
  type Forest,
  innerNodes,
  NO_SPLIT,
  STATISTICS,
  type StabilityForests,
} from '../../domain/stability/index.ts'
import { writeFileAtomically, writeFolderAtomically } from '../../durable/index.ts'
import { floatArrays, floatBytes, sha256 } from '../floats.ts'
import { formulaLines, formulasOfLines } from '../formula-lines.ts'
import {
  DEFINITION_SHA256,
  STABILITY_FORMAT,
  STABILITY_VERSION,
  type StabilityManifest,
  stabilityManifestSchema,
} from './manifest.ts'

const MANIFEST_FILE = 'stability.json'

/** Far more than any model of this program takes. */
const LARGEST_MANIFEST_BYTES = 16 * 2 ** 20
const LARGEST_FORMULAS_BYTES = 256 * 2 ** 20

/** All that a stability model's folder holds. */
export interface StabilityContent {
  readonly manifest: Omit<StabilityManifest, 'files' | 'format' | 'version' | 'definitionSha256' | 'forests'>
  readonly forests: StabilityForests
  /** Canonical formulas. */
  readonly trainingFormulas: readonly string[]
  readonly heldOutFormulas: readonly string[]
  readonly addedFormulas: readonly string[]
}

/**
 * Writes a stability model as a new folder; it appears whole or not at all.
 * Throws `model/exists` when the folder is there already, `file/not-written` when the disk or the folder refuses.
 */
export async function writeStabilityModel(
  folder: string,
  { manifest, forests, trainingFormulas, heldOutFormulas, addedFormulas }: StabilityContent,
): Promise<StabilityManifest> {
  if (existsSync(folder)) {
    throw new AnomaliteError(
      'model/exists',
      `There is a model in ${folder} already. Choose another name, or remove that model first.`,
      { folder },
    )
  }
  const { edges, general, sameSize } = forests
  const parts = {
    'training.txt': formulaLines(trainingFormulas),
    'held-out.txt': formulaLines(heldOutFormulas),
    'added.txt': formulaLines(addedFormulas),
    'values.bin': floatBytes([edges, general.values, sameSize.values]),
    'splits.bin': Buffer.concat([
      general.splitColumns,
      general.splitBins,
      sameSize.splitColumns,
      sameSize.splitBins,
    ]),
  }
  const shape = ({ trees, depth }: Forest) => ({ trees, depth })
  const written = stabilityManifestSchema.parse({
    format: STABILITY_FORMAT,
    version: STABILITY_VERSION,
    definitionSha256: DEFINITION_SHA256,
    ...manifest,
    forests: { general: shape(general), sameSize: shape(sameSize) },
    files: Object.fromEntries(Object.entries(parts).map(([name, content]) => [name, sha256(content)])),
  })
  await writeFolderAtomically(folder, { ...parts, [MANIFEST_FILE]: sealedText(written) })
  return written
}

/** Writes a stability model's manifest in the place of that of its folder. Throws `file/not-written`. */
export async function writeStabilityManifest(folder: string, manifest: StabilityManifest): Promise<void> {
  await writeFileAtomically(join(folder, MANIFEST_FILE), sealedText(manifest))
}

/** A manifest as it is written, under its checksum. */
function sealedText(manifest: StabilityManifest): string {
  return `${JSON.stringify({ ...manifest, sha256: sha256(JSON.stringify(manifest)) }, null, 1)}\n`
}

/** Whether a folder is that of a stability model, be it usable or not. */
export const isStabilityFolder = (folder: string): boolean => existsSync(join(folder, MANIFEST_FILE))

/**
 * Reads a stability model's manifest and checks it against its checksum and its schema. Nothing in it is executed.
 * Throws `model/missing`, `model/newer` (written by a later version) or `model/broken`.
 */
export async function readStabilityManifest(folder: string): Promise<StabilityManifest> {
  const { size } = await stat(join(folder, MANIFEST_FILE)).catch(cause => {
    throw new AnomaliteError(
      'model/missing',
      `There is no stability model in ${folder}. "anomalite models" lists those there are.`,
      { folder },
      { cause },
    )
  })
  if (size > LARGEST_MANIFEST_BYTES) throw broken(folder, `${MANIFEST_FILE} is too large`)
  const declared = parseJson(folder, Buffer.from(await readPart(folder, MANIFEST_FILE)).toString('utf8'))
  if (!isRecord(declared) || declared.format !== STABILITY_FORMAT) {
    throw broken(folder, `${MANIFEST_FILE} does not describe a stability model`)
  }
  if (typeof declared.version === 'number' && declared.version > STABILITY_VERSION) {
    throw new AnomaliteError(
      'model/newer',
      `The stability model in ${folder} was written by a newer Anomalite. Update the program to use it.`,
      { folder, version: declared.version },
    )
  }
  const { sha256: seal, ...manifest } = declared
  if (seal !== sha256(JSON.stringify(manifest)))
    throw broken(folder, `${MANIFEST_FILE} was changed or cut short`)
  const result = stabilityManifestSchema.safeParse(manifest)
  if (!result.success) {
    const { path, message } = result.error.issues[0]!
    throw broken(folder, `${MANIFEST_FILE}, ${path.join('.') || 'top level'}: ${message}`)
  }
  if (result.data.definitionSha256 !== DEFINITION_SHA256) {
    throw broken(folder, 'it was fitted with other statistics or another table of elements')
  }
  return result.data
}

/** Reads a model's forests. Throws `model/broken`. */
export async function readForests(folder: string, manifest: StabilityManifest): Promise<StabilityForests> {
  const { general, sameSize } = manifest.forests
  const values = await readChecked(folder, 'values.bin', manifest)
  const splits = await readChecked(folder, 'splits.bin', manifest)
  const edgeCount = STATISTICS.length * EDGES
  const valueCounts = [general, sameSize].map(({ trees, depth }) => trees * allNodes(depth))
  const splitCounts = [general, sameSize].map(({ trees, depth }) => trees * innerNodes(depth))
  const valueBytes = 4 * (edgeCount + valueCounts[0]! + valueCounts[1]!)
  const splitBytes = 2 * (splitCounts[0]! + splitCounts[1]!)
  if (values.byteLength !== valueBytes || splits.byteLength !== splitBytes) {
    throw broken(folder, 'its forests are not of the size that the manifest says')
  }
  const [edges, generalValues, sameSizeValues] = floatArrays(values, [edgeCount, ...valueCounts])
  const [n, m] = splitCounts as [number, number]
  const forests = {
    edges: edges!,
    general: {
      ...general,
      values: generalValues!,
      splitColumns: splits.slice(0, n),
      splitBins: splits.slice(n, 2 * n),
    },
    sameSize: {
      ...sameSize,
      values: sameSizeValues!,
      splitColumns: splits.slice(2 * n, 2 * n + m),
      splitBins: splits.slice(2 * n + m),
    },
  }
  checkForests(folder, forests)
  return forests
}

/** The canonical formulas a model was fitted on, those held out, or those added to its tables. Throws `model/broken`. */
export async function readStabilityFormulas(
  folder: string,
  manifest: StabilityManifest,
  which: 'training.txt' | 'held-out.txt' | 'added.txt',
): Promise<string[]> {
  const bytes = await readChecked(folder, which, manifest)
  if (bytes.byteLength > LARGEST_FORMULAS_BYTES) throw broken(folder, `${which} is too large`)
  return formulasOfLines(Buffer.from(bytes).toString('utf8'))
}

/** All compounds that a model's tables are made of: fitted on, held out, and added. Throws `model/broken`. */
export async function readKnownCompounds(folder: string, manifest: StabilityManifest): Promise<string[]> {
  const parts = (['training.txt', 'held-out.txt', 'added.txt'] as const).map(part =>
    readStabilityFormulas(folder, manifest, part),
  )
  return (await Promise.all(parts)).flat()
}

function checkForests(folder: string, { edges, general, sameSize }: StabilityForests): void {
  const numbers = [edges, general.values, sameSize.values]
  if (!numbers.every(values => values.every(Number.isFinite))) {
    throw broken(folder, 'values.bin holds values that are not finite')
  }
  for (const { splitColumns, splitBins } of [general, sameSize]) {
    const isKnown = (column: number) => column < STATISTICS.length || column === NO_SPLIT
    if (!splitColumns.every(isKnown) || !splitBins.every(bin => bin < BINS)) {
      throw broken(folder, 'splits.bin speaks of statistics or bins that there are not')
    }
  }
}

async function readChecked(
  folder: string,
  file: keyof StabilityManifest['files'],
  manifest: StabilityManifest,
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

function parseJson(folder: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw broken(folder, `${MANIFEST_FILE} is not valid JSON`, cause)
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function broken(folder: string, what: string, cause?: unknown): AnomaliteError {
  return new AnomaliteError(
    'model/broken',
    `The stability model in ${folder} cannot be used: ${what}. Restore it from where it came from.`,
    { folder },
    { cause },
  )
}
