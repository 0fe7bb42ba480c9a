import type { CompoundId, LibraryService, List, ModelId, NewEntry } from '../../library/index.ts'
import { BULK_SLICE } from '../engine/bulk-scoring.ts'
import { BestCandidates, type ScoredCandidate } from './best-candidates.ts'

/** A generated list in the making, with the scores of its compounds. Nothing shows before it is published. */
export interface ScoredList {
  add(candidates: readonly ScoredCandidate[]): Promise<void>
  /** By this name, or with a number behind it where there is a list of that name by now. */
  publish(name: string): Promise<List>
  discard(): Promise<void>
}

type Library = Pick<LibraryService, 'draftList' | 'lists' | 'saveScores'>

/** Begins a list of all that is added, or of the best `keep`, best first. */
export async function beginScoredList(
  library: Library,
  model: ModelId,
  keep: number | null,
  best: 'low' | 'high',
): Promise<ScoredList> {
  const draft = await library.draftList()
  let stored = 0

  const store = async (candidates: readonly ScoredCandidate[]) => {
    const entries = await draft.add(candidates.map((candidate, i) => entryOf(candidate, stored + i + 1)))
    stored += candidates.length
    await library.saveScores(
      model,
      entries.map(({ compound }, i) => ({ compoundId: compound as CompoundId, value: candidates[i]!.score })),
    )
  }

  const publish = async (name: string) => {
    const taken = new Set((await library.lists()).map(list => list.name))
    let free = name
    for (let number = 2; taken.has(free); number++) free = `${name} (${number})`
    return draft.publishAs(free, 'generated')
  }

  const discard = () => draft.discard()
  if (keep === null) return { add: store, publish, discard }

  const kept = new BestCandidates(keep, best)
  return {
    add: async candidates => kept.add(candidates),
    async publish(name) {
      const sorted = kept.sorted()
      for (let from = 0; from < sorted.length; from += BULK_SLICE)
        await store(sorted.slice(from, from + BULK_SLICE))
      return publish(name)
    },
    discard,
  }
}

function entryOf({ text, composition }: ScoredCandidate, line: number): NewEntry {
  return {
    text,
    line,
    composition,
    duplicateOfLine: null,
    externalId: null,
    label: null,
    note: null,
    tags: [],
    energyAboveHullEvPerAtom: null,
    otherColumns: {},
  }
}
