import { rangesOf } from './changes.ts'
import { insertEntry } from './entries.ts'
import { takeStep } from './history.ts'
import type { ListDraft, ListId, NewEntry, StoredEntry, WritableLibrary } from './library.ts'
import { insertList, listWithId, refuseTakenName } from './lists.ts'
import { counted, quoted } from './words.ts'
import type { Writing } from './writing.ts'

type DraftMethods = Pick<WritableLibrary, 'createList' | 'addEntries' | 'draftList'>

/** The part of a library that adds lists and entries. */
export function draftsOf(writing: Writing): DraftMethods {
  const { connection } = writing

  const insert = (
    list: ListId,
    entries: Iterable<NewEntry>,
    kind: 'entries' | 'drafted' = 'entries',
  ): StoredEntry[] => {
    const stored = Array.from(entries, entry => insertEntry(connection, list, entry))
    writing.tell({ kind, ranges: rangesOf(stored.map(({ id }) => id)) })
    return stored
  }

  return {
    createList: (name, kind, entries) =>
      takeStep(
        writing,
        step => {
          const list = insertList(connection, name, kind)
          step.listAppears(list)
          insert(list, entries)
          return listWithId(connection, list)
        },
        list => `make the list ${quoted(list.name)}`,
      ),
    addEntries: (list, entries) =>
      takeStep(
        writing,
        step => {
          listWithId(connection, list)
          const before = connection.get<{ id: number }>('SELECT coalesce(max(id), 0) AS id FROM entry')!.id
          const stored = insert(list, entries)
          step.entriesAppear({ sql: 'list_id = ? AND id > ?', values: [list, before] })
          return stored
        },
        stored => addition(writing, stored.length, list),
      ),
    draftList: () => startDraft(writing, (list, entries) => insert(list, entries, 'drafted')),
  }
}

function startDraft(
  writing: Writing,
  insert: (list: ListId, entries: Iterable<NewEntry>) => StoredEntry[],
): ListDraft {
  const { connection } = writing
  const { insertedId } = connection.run(
    "INSERT INTO list (name, kind, created_at) VALUES (NULL, 'scratch', ?)",
    new Date().toISOString(),
  )
  const draft = insertedId as ListId
  return {
    add: batch => writing.transaction(() => insert(draft, batch)),
    publishAs: (name, kind) =>
      takeStep(
        writing,
        step => {
          refuseTakenName(connection, name)
          connection.run('UPDATE list SET name = ?, kind = ? WHERE id = ?', name, kind, draft)
          step.listAppears(draft)
          return listWithId(connection, draft)
        },
        () => `add the list ${quoted(name)}`,
      ),
    appendTo(list) {
      const { entryCount } = listWithId(connection, list)
      return takeStep(
        writing,
        step => {
          step.entriesAppear({ sql: 'list_id = ?', values: [draft] })
          connection.run('UPDATE entry SET list_id = ? WHERE list_id = ?', list, draft)
          connection.run('DELETE FROM list WHERE id = ?', draft)
          writing.tell({ kind: 'moved', from: draft, to: list })
          return listWithId(connection, list)
        },
        longer => addition(writing, longer.entryCount - entryCount, list),
      )
    },
    discard: () =>
      writing.transaction(() => {
        connection.run('DELETE FROM list WHERE id = ? AND name IS NULL', draft)
        writing.tell({ kind: 'lists' })
      }),
  }
}

function addition({ connection }: Writing, count: number, list: ListId): string {
  return `add ${counted(count, 'entry', 'entries')} to ${quoted(listWithId(connection, list).name)}`
}
