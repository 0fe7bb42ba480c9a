import type { Entry } from '../library.ts'
import { tagText } from '../tag-text.ts'
import type { ExportTable, TableCell } from './table.ts'

const ownColumns: readonly string[] = ['formula', 'id', 'label', 'e_above_hull', 'note', 'tags']

/** Entries of a list from the first to the last, anew each time they are asked for. */
export type ListEntries = () => Iterable<Entry> | AsyncIterable<Entry>

/**
 * A list as a table: formula as written, own id, label, energy above hull in eV/atom, note, tags, then the
 * author's other columns. Unread lines are in it like all others, so that importing it again gives the list again. The
 * entries are gone through twice: once for the headings, once for the rows.
 */
export async function listTable(entries: ListEntries): Promise<ExportTable> {
  const headings = await otherHeadings(entries())
  const taken = new Set(ownColumns)
  const others = headings.map(heading => {
    let name = heading
    while (taken.has(name)) name += ' (as written)'
    taken.add(name)
    return name
  })
  return { columns: [...ownColumns, ...others], rows: entryRows(entries(), headings) }
}

async function otherHeadings(entries: ReturnType<ListEntries>): Promise<string[]> {
  const headings = new Set<string>()
  for await (const { otherColumns } of entries)
    for (const heading of Object.keys(otherColumns)) headings.add(heading)
  return [...headings]
}

async function* entryRows(
  entries: ReturnType<ListEntries>,
  headings: readonly string[],
): AsyncIterable<TableCell[]> {
  for await (const entry of entries) {
    const { text, externalId, label, energyAboveHullEvPerAtom, note, tags, otherColumns } = entry
    const others = headings.map(heading =>
      Object.hasOwn(otherColumns, heading) ? otherColumns[heading]! : null,
    )
    const tagged = tags.length === 0 ? null : tagText(tags)
    yield [text, externalId, label, energyAboveHullEvPerAtom, note, tagged, ...others]
  }
}
