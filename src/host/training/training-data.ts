import { setImmediate } from 'node:timers/promises'
import type { TrainingData, TrainingPreview } from '../../contract/index.ts'
import { undescribedElements } from '../../domain/descriptor/index.ts'
import { AnomaliteError } from '../../domain/error.ts'
import { parseFormula } from '../../domain/formula/index.ts'
import type { LabelledFormula, PositivesSource } from '../../engine/index.ts'
import type { Entry, EntryId, List, ListId } from '../../library/index.ts'
import type { CoreServices } from '../core-services.ts'
import type { WorkControl } from '../jobs/index.ts'
import { type AnyModel, positivesOf } from '../models.ts'
import type { TrainingSet } from './run.ts'

/** With fewer there is nothing to learn from and nothing to hold out. */
export const FEWEST_POSITIVES = 10

/** Elements in fewer compositions than this are told: a model learns little of them. */
const RARE = 10

/** Entries that are read before other work gets its turn. */
const ENTRIES_AT_ONCE = 500

/** What lists and a model give to train on, and what of it was left out. */
export interface CollectedData extends TrainingSet {
  readonly counts: Omit<TrainingPreview, 'positives' | 'rareElements'>
  readonly rareElements: TrainingPreview['rareElements']
  readonly source: PositivesSource
  /** The distinct positives of each list. */
  readonly byList: readonly {
    readonly list: number
    readonly name: string
    readonly positives: readonly string[]
  }[]
  /** The lowest energy of each composition that has one, where there is a limit. */
  readonly energies: readonly LabelledFormula[]
}

export interface CollectingOptions {
  readonly signal: AbortSignal
  /** Told how many entries have been read, of how many. */
  onProgress(read: number, total: number): void
}

/** For those to whom it does not matter how far the reading is. */
export const silently = (signal: AbortSignal): CollectingOptions => ({ signal, onProgress: () => undefined })

/**
 * The lists and the model that are chosen. Throws `training/no-data` where nothing is, `library/no-such-list` and
 * `model/unknown`.
 */
export async function sourcesOf(
  { library, models }: Pick<CoreServices, 'library' | 'models'>,
  { lists, model }: Pick<TrainingData, 'lists' | 'model'>,
): Promise<{ readonly lists: readonly List[]; readonly model: AnyModel | null }> {
  if (lists.length === 0 && model === null) {
    throw new AnomaliteError('training/no-data', 'Choose a list, or the positives of a model, to learn from.')
  }
  return {
    lists: await Promise.all([...new Set(lists)].map(id => library.listWithId(id as ListId))),
    model: model === null ? null : await models.findAny(model),
  }
}

/**
 * Reads what a job is to learn from, and tells how far it is; what a person said of the data's source goes with it.
 * Throws what `collect` throws, and `training/too-few-positives`.
 */
export async function collectForJob(
  collect: (options: CollectingOptions) => Promise<CollectedData>,
  attribution: readonly string[],
  control: Pick<WorkControl, 'signal' | 'progress'>,
): Promise<TrainingSet & Pick<CollectedData, 'source'>> {
  const { positives, labelled, source } = await collect(readingFor(control))
  if (positives.length < FEWEST_POSITIVES) {
    throw new AnomaliteError(
      'training/too-few-positives',
      `The chosen data give ${positives.length} positives to learn from; at least ${FEWEST_POSITIVES} are needed.`,
      { positives: positives.length },
    )
  }
  return { positives, labelled, source: { ...source, attribution: [...source.attribution, ...attribution] } }
}

/** Tells the job of a reading how far it is. */
export function readingFor(control: Pick<WorkControl, 'signal' | 'progress'>): CollectingOptions {
  return {
    signal: control.signal,
    onProgress: (done, total) => control.progress(0, { step: 'reading', done, total }),
  }
}

/**
 * Reads what a training is to see. Of a list with energies above hull those below the limit are positives; entries
 * without an energy are not known to be stable and are left out, but in a list of positives, where they stand for
 * having been made. Without a limit energies are not looked at.
 *
 * Throws `training/no-data`, `library/no-such-list`, `model/unknown` and the signal's reason.
 */
export async function collectData(
  parts: Pick<CoreServices, 'library' | 'models'>,
  data: TrainingData,
  { signal, onProgress }: CollectingOptions,
): Promise<CollectedData> {
  const { library } = parts
  const { maxEnergyAboveHullEvPerAtom: limit } = data
  const { lists, model } = await sourcesOf(parts, data)
  const collector = new Collector(limit)
  const total = lists.reduce((sum, { entryCount }) => sum + entryCount, 0)
  let read = 0
  const byList: { list: number; name: string; positives: string[] }[] = []
  for (const list of lists) {
    const positives = collector.beginList()
    const needsEnergy =
      limit !== null && list.kind !== 'positives' && (await hasEnergies(library, list, signal))
    for await (const page of pages(library, list.id, signal)) {
      for (const entry of page) collector.add(entry, needsEnergy)
      read += page.length
      onProgress(read, total)
    }
    byList.push({ list: list.id, name: list.name, positives: [...positives] })
  }
  collector.beginList()
  if (model) {
    for (const formula of await positivesOf(model)) {
      if (collector.addKnown(formula) % ENTRIES_AT_ONCE === 0) await setImmediate(undefined, { signal })
    }
  }
  const names = [...lists.map(list => list.name), ...(model ? [`positives of “${model.manifest.name}”`] : [])]
  const collected = collector.result({
    description: names.join(', '),
    maxEnergyAboveHullEvPerAtom: limit,
    attribution: model?.manifest.source.attribution ?? [],
  })
  return { ...collected, byList }
}

async function* pages(
  library: CoreServices['library'],
  list: ListId,
  signal: AbortSignal,
): AsyncGenerator<readonly Entry[]> {
  for (let last: EntryId | null = null; ; ) {
    const page: readonly Entry[] = await library.entriesAfter(list, last, ENTRIES_AT_ONCE)
    yield page
    if (page.length < ENTRIES_AT_ONCE) return
    last = page.at(-1)!.id
    await setImmediate(undefined, { signal })
  }
}

async function hasEnergies(
  library: CoreServices['library'],
  list: List,
  signal: AbortSignal,
): Promise<boolean> {
  for await (const page of pages(library, list.id, signal)) {
    if (page.some(({ energyAboveHullEvPerAtom }) => energyAboveHullEvPerAtom !== null)) return true
  }
  return false
}

/** Sorts entries into positives, compositions of known energy, and what is left out. */
class Collector {
  private readonly limit: number | null
  /** Whether each formula met so far has a descriptor. */
  private readonly described = new Map<string, boolean>()
  private readonly positives = new Set<string>()
  /** Lowest energy of each formula that has one. */
  private readonly energies = new Map<string, number>()
  private readonly elements = new Map<string, number>()
  private readonly counts = { duplicates: 0, aboveLimit: 0, withoutEnergy: 0, outsideModel: 0, unread: 0 }
  private known = 0
  private ofList = new Set<string>()

  constructor(limit: number | null) {
    this.limit = limit
  }

  add(entry: Entry, needsEnergy: boolean): void {
    const { compound, energyAboveHullEvPerAtom: energy } = entry
    if (compound === null) {
      this.counts.unread++
      return
    }
    const { formula } = compound
    if (!this.isDescribed(formula)) {
      this.counts.outsideModel++
      return
    }
    if (this.limit !== null && energy !== null) {
      this.energies.set(formula, Math.min(energy, this.energies.get(formula) ?? energy))
      if (energy >= this.limit) {
        this.counts.aboveLimit++
        return
      }
    } else if (needsEnergy && energy === null) {
      this.counts.withoutEnergy++
      return
    }
    this.addPositive(formula)
  }

  /** Begins with the next list; the set fills with its positives. */
  beginList(): ReadonlySet<string> {
    this.ofList = new Set()
    return this.ofList
  }

  /** Adds a positive of a model; returns how many were added so. */
  addKnown(formula: string): number {
    if (this.isDescribed(formula)) this.addPositive(formula)
    return ++this.known
  }

  result(source: PositivesSource): Omit<CollectedData, 'byList'> {
    const { limit } = this
    // What is known to have been made is no negative, whatever its energy.
    const labelled: LabelledFormula[] = [...this.energies].flatMap(([formula, energyAboveHullEvPerAtom]) =>
      energyAboveHullEvPerAtom >= limit! && this.positives.has(formula)
        ? []
        : { formula, energyAboveHullEvPerAtom },
    )
    const hasNegatives = labelled.some(({ energyAboveHullEvPerAtom }) => energyAboveHullEvPerAtom >= limit!)
    return {
      positives: [...this.positives],
      labelled: hasNegatives ? labelled : [],
      energies: [...this.energies].map(([formula, energyAboveHullEvPerAtom]) => ({
        formula,
        energyAboveHullEvPerAtom,
      })),
      counts: this.counts,
      rareElements: [...this.elements]
        .filter(([, compositions]) => compositions < RARE)
        .sort(([, a], [, b]) => a - b)
        .map(([element, compositions]) => ({ element, compositions })),
      source: { ...source, maxEnergyAboveHullEvPerAtom: this.energies.size > 0 ? limit : null },
    }
  }

  private addPositive(formula: string): void {
    this.ofList.add(formula)
    if (this.positives.has(formula)) {
      this.counts.duplicates++
      return
    }
    this.positives.add(formula)
    for (const { symbol } of parseFormula(formula)) {
      this.elements.set(symbol, (this.elements.get(symbol) ?? 0) + 1)
    }
  }

  private isDescribed(formula: string): boolean {
    const known = this.described.get(formula)
    if (known !== undefined) return known
    const described = undescribedElements(parseFormula(formula)).length === 0
    this.described.set(formula, described)
    return described
  }
}
