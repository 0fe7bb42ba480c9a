import type { List } from '../../contract/index.ts'
import type { libraryMethods } from '../../contract/methods/library.ts'
import type { Changed, List as LibraryList, ListId, ModelId, NewEntry } from '../../library/index.ts'
import { readFormula } from '../../library/index.ts'
import type { HostServices } from '../services.ts'
import type { HandlersOf } from '../wire/handlers.ts'

type ListMethods = Pick<typeof libraryMethods, Extract<keyof typeof libraryMethods, `lists.${string}`>>

/** Lists that compositions are collected in. */
export function listHandlers({
  library,
  entries,
  models,
}: Pick<HostServices, 'library' | 'entries' | 'models'>): HandlersOf<ListMethods> {
  /** Ids of the models whose numbers the library gives. */
  const modelIds = async (): Promise<ReadonlyMap<ModelId, string>> => {
    const [shelf, registered] = await Promise.all([models.all(), library.models()])
    const idOf = new Map(shelf.models.map(({ folder, id }) => [folder, id]))
    return new Map(
      registered.flatMap(({ id, folder }) => (idOf.has(folder) ? [[id, idOf.get(folder)!]] : [])),
    )
  }

  return {
    async 'lists.all'() {
      const [inUse, binned] = await Promise.all([library.lists(), library.binnedLists()])
      return [...inUse, ...binned].map(listOf)
    },
    'lists.create': async ({ name, kind, lines }) =>
      changedList(await library.change('createList', name, kind, entriesOf(lines, 0))),
    'lists.rename': async ({ list, name }) =>
      changedList(await library.change('renameList', list as ListId, name)),
    'lists.changeKind': async ({ list, kind }) =>
      changedList(await library.change('changeListKind', list as ListId, kind)),
    'lists.bin': async ({ list }) => changedList(await library.change('binList', list as ListId)),
    'lists.restore': async ({ list }) => changedList(await library.change('restoreList', list as ListId)),
    async 'lists.addLines'({ list: id, lines }) {
      const list = id as ListId
      const { entryCount } = await library.listWithId(list)
      const added = await library.change('addEntries', list, entriesOf(lines, entryCount))
      return {
        list: listOf(await library.listWithId(list)),
        step: added.step,
        entries: added.result.map(entry => entry.id),
      }
    },
    async 'lists.scores'({ list: id }) {
      const { id: list } = await library.listWithId(id as ListId)
      const [{ output }, ids] = await Promise.all([entries.listScores(list), modelIds()])
      const scored = output.scored.flatMap(({ model, compounds }) => {
        const known = ids.get(model)
        return known === undefined ? [] : { model: known, compounds }
      })
      return { compounds: output.compounds, scored }
    },
  }
}

export function listOf({ id, name, kind, createdAt, binnedAt, entryCount, unreadCount }: LibraryList): List {
  return { id, name, kind, createdAt, binnedAt, entryCount, unreadCount }
}

function changedList({ result, step }: Changed<LibraryList>) {
  return { list: listOf(result), step }
}

/** Lines as entries that follow `before` others; those that cannot be read keep their problem. */
function entriesOf(lines: readonly string[], before: number): NewEntry[] {
  return lines.map((text, i) => {
    const entry = {
      text,
      line: before + i + 1,
      externalId: null,
      label: null,
      note: null,
      tags: [],
      energyAboveHullEvPerAtom: null,
      otherColumns: {},
    }
    const outcome = readFormula(text)
    return 'code' in outcome
      ? { ...entry, problem: outcome }
      : { ...entry, composition: outcome, duplicateOfLine: null }
  })
}
