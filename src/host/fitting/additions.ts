import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { AnomaliteError } from '../../domain/error.ts'
import { parseFormula } from '../../domain/formula/index.ts'
import { pack } from '../../domain/stability/index.ts'
import { readForests, readStabilityFormulas, writeStabilityModel } from '../../engine/index.ts'
import { folderName, modelsFolder } from '../folders.ts'
import { positivesOf, type StabilityModel } from '../models.ts'
import { scoreInThreads, stoichiometries } from '../stability/scoring.ts'
import { openThreads } from '../stability/threads.ts'
import { refuseTakenName } from '../training/run.ts'
import { ofWholeAmounts } from './fitting-data.ts'
import { logOddsQuantiles } from './judged-fit.ts'

/** Compounds sorted by whether the tables of a model lack them. */
export interface SortedAdditions {
  /** Canonical formulas that are new to the model. */
  readonly added: readonly string[]
  readonly known: number
  readonly withoutWholeAmounts: number
}

/** Sorts distinct canonical formulas by what they would add to a model. Throws `model/broken` and the signal's reason. */
export async function sortAdditions(
  model: StabilityModel,
  formulas: readonly string[],
  signal: AbortSignal,
): Promise<SortedAdditions> {
  const whole = await ofWholeAmounts(formulas, signal)
  const known = new Set(await positivesOf(model))
  const added = whole.filter(formula => !known.has(formula))
  return { added, known: whole.length - added.length, withoutWholeAmounts: formulas.length - whole.length }
}

/** Compounds to add, and where they come from. */
export interface Additions {
  readonly name: string
  /** Names of the lists. */
  readonly lists: readonly string[]
  /** Canonical formulas that are new to the model. */
  readonly added: readonly string[]
}

/**
 * Makes a model of another's trees, in whose tables further compounds are as well. Nothing is fitted anew; where the
 * held-out positives lie is, by tables of what was fitted on and what was added, which takes the time that is told. Throws `fit/nothing-to-add`, what
 * `refuseTakenName` throws, `model/broken`, `file/not-written` and the signal's reason.
 */
export async function addPositives(
  data: string,
  parent: StabilityModel,
  { name, lists, added }: Additions,
  signal: AbortSignal,
  onProgress: (fraction: number) => void = () => undefined,
): Promise<StabilityModel> {
  if (added.length === 0) {
    throw new AnomaliteError(
      'fit/nothing-to-add',
      `“${parent.manifest.name}” knows all of these compounds already, or they have no whole amounts.`,
    )
  }
  await refuseTakenName(data, name)
  const { folder: from, manifest } = parent
  const forests = await readForests(from, manifest)
  const [training, heldOut, before] = await Promise.all(
    (['training.txt', 'held-out.txt', 'added.txt'] as const).map(part =>
      readStabilityFormulas(from, manifest, part),
    ),
  )
  const addedFormulas = [...before!, ...added]
  const known = pack(stoichiometries([...training!, ...addedFormulas]))
  // What is read of thirty thousand formulas takes long enough for others to have their turn.
  await setImmediate(undefined, { signal })
  const threads = openThreads(signal)
  try {
    const model = { ...forests, id: 'with additions', known }
    const compositions = heldOut!.map(formula => parseFormula(formula))
    const quantiles = logOddsQuantiles(await scoreInThreads(threads, model, compositions, onProgress))
    const id = folderName(name)
    const folder = join(modelsFolder(data), id)
    const { createdAt: _, ...fitted } = manifest
    const written = await writeStabilityModel(folder, {
      manifest: {
        ...fitted,
        name,
        createdAt: new Date().toISOString(),
        heldOut: { logOddsQuantiles: [...quantiles] },
        additions: {
          parent: manifest.additions?.parent ?? manifest.name,
          lists: [...new Set([...(manifest.additions?.lists ?? []), ...lists])],
          compounds: addedFormulas.length,
        },
      },
      forests,
      trainingFormulas: training!,
      heldOutFormulas: heldOut!,
      addedFormulas,
    })
    return { kind: 'stability', id, folder, origin: 'own', manifest: written }
  } finally {
    await threads.close()
  }
}
