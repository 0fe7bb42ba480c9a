import { basename } from 'node:path'
import type { LabelledFormula } from '../../engine/index.ts'
import { fileTitle } from '../list-file.ts'
import { type PositivesFile, sortPositives } from '../positives.ts'
import { type InHouseData, withoutContested } from './in-house.ts'

/** A file of in-house positives and how much each of its compositions counts. */
export interface WeightedFile {
  readonly path: string
  readonly weight: number
}

/** Reads in-house positives from files: see `sortPositives`. */
export async function readInHouseFiles(
  files: readonly WeightedFile[],
  maxEnergyAboveHullEvPerAtom: number,
): Promise<InHouseData> {
  const read: PositivesFile[] = []
  for (const { path } of files) read.push(await sortPositives(path, maxEnergyAboveHullEvPerAtom))
  const lists = read.map(({ positives }, i) => ({
    name: basename(fileTitle(files[i]!.path)),
    weight: files[i]!.weight,
    positives,
  }))
  const known: LabelledFormula[] = read.flatMap(({ labelled }) => labelled)
  const { contested, ...parted } = withoutContested(lists, known, maxEnergyAboveHullEvPerAtom)
  const sum = (count: (file: PositivesFile) => number) => read.reduce((total, file) => total + count(file), 0)
  const distinct = new Set(lists.flatMap(({ positives }) => positives)).size
  return {
    ...parted,
    maxEnergyAboveHullEvPerAtom: read.some(({ hasEnergies }) => hasEnergies)
      ? maxEnergyAboveHullEvPerAtom
      : null,
    leftOut: {
      duplicates: sum(({ repeated, positives }) => repeated + positives.length) - distinct,
      aboveLimit: sum(({ aboveLimit }) => aboveLimit),
      withoutEnergy: sum(({ withoutEnergy }) => withoutEnergy),
      outsideModel: sum(({ outsideDescriptor }) => outsideDescriptor),
      unread: sum(({ unread }) => unread),
      contested,
    },
  }
}
