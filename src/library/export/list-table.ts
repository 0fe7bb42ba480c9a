import type { Entry, ListId, ReadableLibrary } from '../library.ts'
import type { ExportTable, TableCell } from './table.ts'

const ownColumns: readonly string[] = ['formula', 'id', 'label', 'e_above_hull', 'note']

/**
 * A list as a table: formula as written, own id, label, energy above hull in eV/atom, note, then the author's
 * other columns. Unread lines are in it like all others, so that importing it again gives the list again.
 */
export function listTable(library: ReadableLibrary, list: ListId): ExportTable {
  const headings = otherHeadings(library.entries(list))
  const taken = new Set(ownColumns)
  const others = headings.map(heading => {
    let name = heading
    while (taken.has(name)) name += ' (as written)'
    taken.add(name)
    return name
  })
  return { columns: [...ownColumns, ...others], rows: entryRows(library.entries(list), headings) }
}

function otherHeadings(entries: Iterable<Entry>): string[] {
  const headings = new Set<string>()
  for (const { otherColumns } of entries)
    for (const heading of Object.keys(otherColumns)) headings.add(heading)
  return [...headings]
}

function* entryRows(entries: Iterable<Entry>, headings: readonly string[]): Iterable<TableCell[]> {
  for (const entry of entries) {
    const { text, externalId, label, energyAboveHullEvPerAtom, note, otherColumns } = entry
    const others = headings.map(heading =>
      Object.hasOwn(otherColumns, heading) ? otherColumns[heading]! : null,
    )
    yield [text, externalId, label, energyAboveHullEvPerAtom, note, ...others]
  }
}
