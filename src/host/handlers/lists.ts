import type { List } from '../../contract/index.ts'
import type { listMethods } from '../../contract/methods/lists.ts'
import { parseFormula } from '../../domain/formula/index.ts'
import type { EntryId, List as LibraryList, ListId, NewEntry } from '../../library/index.ts'
import type { HostServices } from '../services.ts'
import type { HandlersOf } from '../wire/handlers.ts'

/** Lists that compositions are collected in. */
export function listHandlers({
  library,
  libraryChanged,
}: Pick<HostServices, 'library' | 'libraryChanged'>): HandlersOf<typeof listMethods> {
  const withId = (id: number) => library.listWithId(id as ListId)

  return {
    'lists.all': async () => (await library.lists()).map(listOf),
    async 'lists.create'({ name, kind, lines }) {
      const list = await library.createList(name, kind, entriesOf(lines, 0))
      libraryChanged()
      return listOf(list)
    },
    async 'lists.addLines'({ list: id, lines }) {
      const { entryCount } = await withId(id)
      const stored = await library.addEntries(id as ListId, entriesOf(lines, entryCount))
      libraryChanged()
      return { list: listOf(await withId(id)), entries: stored.map(entry => entry.id) }
    },
    async 'lists.removeEntries'({ list: id, entries }) {
      await library.binEntries(entries as EntryId[])
      libraryChanged()
      return listOf(await withId(id))
    },
    async 'lists.remove'({ list }) {
      await library.binList(list as ListId)
      libraryChanged()
      return {}
    },
  }
}

export function listOf({ id, name, kind, createdAt, entryCount, unreadCount }: LibraryList): List {
  return { id, name, kind, createdAt, entryCount, unreadCount }
}

/** Formulas as entries that follow `before` others. */
function entriesOf(lines: readonly string[], before: number): NewEntry[] {
  return lines.map((text, i) => ({
    text,
    line: before + i + 1,
    composition: parseFormula(text),
    duplicateOfLine: null,
    externalId: null,
    label: null,
    note: null,
    energyAboveHullEvPerAtom: null,
    otherColumns: {},
  }))
}
