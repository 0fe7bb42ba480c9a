import { isUtf8 } from 'node:buffer'
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { AnomaliteError } from '../../../domain/error.ts'
import { canonicalFormula, parseFormula } from '../../../domain/formula/index.ts'
import { LONGEST_NOTE } from '../../../domain/model-note.ts'
import { type Archive, openArchive } from '../../../durable/index.ts'
import { parameterCount } from '../../network.ts'
import { readForests, readStabilityFormulas, readStabilityManifest } from '../../stability/model-file.ts'
import { readDiagnostics, readFormulas, readManifest, readParameters } from '../model-file.ts'
import { MODEL_FILES, NOTE_FILE } from './model-files.ts'

const LARGEST_FILE_BYTES = 512 * 2 ** 20
const LARGEST_INFLATED_BYTES = 2 ** 30

/**
 * Unpacks a model's archive into a new folder and reads every number and formula of it, so that what lies there
 * afterwards can be used. Nothing in it is executed, and nothing is written but the files of a model, under their own
 * names. Throws `model/broken`, `model/newer` or `model/too-large`; then the folder is gone again.
 */
export async function unpackModel(file: string, fileName: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  try {
    await unpack(file, fileName, folder)
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw ofFile(error, fileName, folder)
  }
}

async function unpack(file: string, fileName: string, folder: string): Promise<void> {
  const archive = await openModelArchive(file, fileName)
  const names = archive.parts.map(({ name }) => name)
  const kind = names.includes('stability.json') ? 'stability' : 'rmse'
  const missing = MODEL_FILES[kind].find(name => !names.includes(name))
  if (missing) throw unusable(fileName, `it has no ${missing}`)
  const allowed: readonly string[] = [...MODEL_FILES[kind], NOTE_FILE]
  const foreign = names.find(name => !allowed.includes(name))
  if (foreign !== undefined) {
    throw unusable(fileName, `it holds “${foreign.slice(0, 80)}”, which is no part of a model`)
  }
  await (kind === 'stability' ? unpackStability : unpackNetwork)(archive, fileName, folder)
  if (names.includes(NOTE_FILE)) await unpackNote(archive, fileName, folder)
}

/** UTF-8 takes four bytes for a character at most; a line's end follows. */
const LONGEST_NOTE_BYTES = 4 * LONGEST_NOTE + 1

async function unpackNote(archive: Archive, fileName: string, folder: string): Promise<void> {
  const { inflatedBytes } = archive.parts.find(({ name }) => name === NOTE_FILE)!
  if (inflatedBytes > LONGEST_NOTE_BYTES) throw unusable(fileName, `${NOTE_FILE} is too long`)
  const bytes = archive.part(NOTE_FILE)!
  if (!isUtf8(bytes)) throw unusable(fileName, `${NOTE_FILE} is no text`)
  await writeFile(join(folder, NOTE_FILE), bytes)
}

async function unpackNetwork(archive: Archive, fileName: string, folder: string): Promise<void> {
  const take = (name: string) => writeFile(join(folder, name), archive.part(name)!)
  await take('model.json')
  const manifest = await readManifest(folder)
  const weights = archive.parts.find(({ name }) => name === 'weights.bin')!.inflatedBytes
  const needed = 4 * parameterCount(manifest.settings)
  if (weights !== needed) {
    throw unusable(fileName, `weights.bin has ${weights} bytes, its network needs ${needed}`)
  }
  for (const name of MODEL_FILES.rmse) if (name !== 'model.json') await take(name)
  await readParameters(folder, manifest)
  await readDiagnostics(folder, manifest)
  for (const [name, count] of [
    ['training.txt', manifest.positives.training],
    ['held-out.txt', manifest.positives.heldOut],
  ] as const) {
    checkFormulas(fileName, name, await readFormulas(folder, manifest, name), count)
  }
}

async function unpackStability(archive: Archive, fileName: string, folder: string): Promise<void> {
  const take = (name: string) => writeFile(join(folder, name), archive.part(name)!)
  await take('stability.json')
  const manifest = await readStabilityManifest(folder)
  for (const name of MODEL_FILES.stability) if (name !== 'stability.json') await take(name)
  await readForests(folder, manifest)
  for (const [name, count] of [
    ['training.txt', manifest.positives.training],
    ['held-out.txt', manifest.positives.heldOut],
    ['added.txt', manifest.additions?.compounds ?? 0],
  ] as const) {
    checkFormulas(fileName, name, await readStabilityFormulas(folder, manifest, name), count)
  }
}

function checkFormulas(fileName: string, name: string, formulas: readonly string[], count: number): void {
  if (formulas.length !== count) {
    throw unusable(fileName, `${name} has ${formulas.length} formulas, its description says ${count}`)
  }
  const wrong = formulas.find(formula => !isCanonical(formula))
  if (wrong !== undefined) {
    throw unusable(fileName, `${name} holds “${wrong.slice(0, 40)}”, which is no canonical formula`)
  }
}

async function openModelArchive(file: string, fileName: string): Promise<Archive> {
  const tooLarge = (found: string, limit: string) =>
    new AnomaliteError('model/too-large', `${fileName} holds ${found}; the limit for a model is ${limit}.`, {
      found,
      limit,
    })
  const { size } = await stat(file).catch((cause: Error) => {
    throw new AnomaliteError(
      'file/not-read',
      `${file} cannot be read (${cause.message}).`,
      { path: file },
      { cause },
    )
  })
  if (size > LARGEST_FILE_BYTES) throw tooLarge(`${size} bytes`, `${LARGEST_FILE_BYTES} bytes`)
  return openArchive(await readFile(file), {
    fileBytes: LARGEST_FILE_BYTES,
    inflatedBytes: LARGEST_INFLATED_BYTES,
    parts: 16,
    tooLarge,
    locked: () => unusable(fileName, 'it is encrypted'),
    broken: (reason, cause) => unusable(fileName, reason, cause),
  })
}

function isCanonical(formula: string): boolean {
  try {
    return canonicalFormula(parseFormula(formula)) === formula
  } catch (error) {
    if (error instanceof AnomaliteError) return false
    throw error
  }
}

/** What reading a model's folder says, said of the file that it came from. */
function ofFile(error: unknown, fileName: string, folder: string): unknown {
  if (!(error instanceof AnomaliteError) || error.details.folder !== folder) return error
  if (error.code === 'model/newer') {
    return new AnomaliteError(
      'model/newer',
      `The model in ${fileName} was written by a newer Anomalite. Update the program to use it.`,
      { fileName },
      { cause: error },
    )
  }
  return unusable(fileName, String(error.details.what ?? error.message), error)
}

function unusable(fileName: string, what: string, cause?: unknown): AnomaliteError {
  return new AnomaliteError(
    'model/broken',
    `${basename(fileName)} is not a usable model: ${what}. Export it again where it came from.`,
    { fileName, what },
    { cause },
  )
}
