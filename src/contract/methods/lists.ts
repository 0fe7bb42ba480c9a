import { z } from 'zod'
import { method } from '../method.ts'
import { entryId, formulaText, listId, name, nothing } from '../values.ts'

export const listKind = z.enum(['literature', 'positives', 'reference', 'generated', 'scratch'])

export const list = z.strictObject({
  id: listId,
  name: z.string(),
  kind: listKind,
  createdAt: z.string(),
  entryCount: z.int().nonnegative(),
  /** Entries whose text is no formula. */
  unreadCount: z.int().nonnegative(),
})

const lines = z.array(formulaText).max(10_000)

export const listMethods = {
  /** All lists by name. */
  'lists.all': method(nothing, z.array(list)),
  /** A list of the given formulas. Throws `library/list-exists`, and `formula/…` for a line that is no formula. */
  'lists.create': method(z.strictObject({ name, kind: listKind, lines }), list),
  /** Adds formulas at the end of a list. Throws `formula/…` for a line that is none; then nothing is added. */
  'lists.addLines': method(
    z.strictObject({ list: listId, lines: lines.min(1) }),
    z.strictObject({ list, entries: z.array(entryId) }),
  ),
  /** Takes entries out of a list again. */
  'lists.removeEntries': method(
    z.strictObject({ list: listId, entries: z.array(entryId).max(10_000) }),
    list,
  ),
  'lists.remove': method(z.strictObject({ list: listId }), nothing),
}

export type ListKind = z.infer<typeof listKind>
export type List = z.infer<typeof list>
