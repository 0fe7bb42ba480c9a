import { z } from 'zod'
import { method } from '../method.ts'
import { elementSymbols, entryId, formulaText, listId, modelId, name, nothing } from '../values.ts'

export const listKind = z.enum(['literature', 'positives', 'reference', 'generated', 'scratch'])

export const list = z.strictObject({
  id: listId,
  name: z.string(),
  kind: listKind,
  createdAt: z.string(),
  /** When it went to the bin; null for lists in use. */
  binnedAt: z.string().nullable(),
  /** Entries that are not in the bin. */
  entryCount: z.int().nonnegative(),
  unreadCount: z.int().nonnegative(),
  /** How many of its distinct compounds each model has scored, the most recent score first. */
  scored: z.array(z.strictObject({ model: modelId, compounds: z.int().nonnegative() })),
  compoundCount: z.int().nonnegative(),
})

const range = z.strictObject({ min: z.number().nullable(), max: z.number().nullable() })

/** Which entries, in which order. */
export const entryQuery = z.strictObject({
  /** null: all lists. */
  list: listId.nullable(),
  bin: z.enum(['without', 'only']),
  /** Part of the text as written, the canonical formula, the label, the note, a tag or the identifier, in any case. */
  text: z.string().max(200),
  elements: z.strictObject({
    /** Nothing but these; empty for no such limit. */
    only: elementSymbols,
    atLeast: elementSymbols,
    without: elementSymbols,
  }),
  labels: z.array(z.string()).max(100),
  reading: z.enum(['all', 'read', 'unread', 'duplicate']),
  energyAboveHullEvPerAtom: range,
  rmse: range,
  /** Whose scores; null for the active model. */
  model: modelId.nullable(),
  /** A second model to compare ranks with. */
  comparedModel: modelId.nullable(),
  sort: z.strictObject({
    by: z.enum([
      'added',
      'formula',
      'elements',
      'label',
      'energyAboveHull',
      'rmse',
      'comparedRmse',
      'rankChange',
    ]),
    direction: z.enum(['ascending', 'descending']),
  }),
})

export const entryRow = z.strictObject({
  id: entryId,
  list: listId,
  text: z.string(),
  line: z.int().nonnegative(),
  /** Canonical; null for a line that could not be read. */
  formula: z.string().nullable(),
  problem: z
    .strictObject({
      code: z.string(),
      message: z.string(),
      position: z.int().nullable(),
      suggestion: z.string().nullable(),
    })
    .nullable(),
  duplicateOfLine: z.int().nullable(),
  externalId: z.string().nullable(),
  label: z.string().nullable(),
  note: z.string().nullable(),
  tags: z.array(z.string()),
  energyAboveHullEvPerAtom: z.number().nullable(),
  otherColumns: z.record(z.string(), z.string()),
  /** null: not scored by the model (yet), or outside it. */
  rmse: z.number().nullable(),
  percentile: z.number().nullable(),
  /** Among the scored compounds of the list (of all lists without one), from 1; equal compounds share it. */
  rank: z.int().positive().nullable(),
  trainedOn: z.boolean(),
  comparedRmse: z.number().nullable(),
  comparedRank: z.int().positive().nullable(),
})

/** Entries chosen by hand, or all that a query finds but for some. */
export const selection = z.union([
  z.strictObject({ entries: z.array(entryId).max(100_000) }),
  z.strictObject({ query: entryQuery, except: z.array(entryId).max(100_000) }),
])

/** What undo and redo would do, in words; null when there is nothing. */
const historyState = z.strictObject({ undo: z.string().nullable(), redo: z.string().nullable() })

const changed = z.strictObject({ entries: z.int().nonnegative() })

export const libraryMethods = {
  'lists.all': method(nothing, z.array(list)),
  /** A list of the given lines, or an empty one; lines that cannot be read are kept with their problem. */
  'lists.create': method(
    z.strictObject({ name, kind: listKind, lines: z.array(formulaText).max(10_000) }),
    list,
  ),
  'lists.rename': method(z.strictObject({ list: listId, name }), list),
  'lists.changeKind': method(z.strictObject({ list: listId, kind: listKind }), list),
  'lists.bin': method(z.strictObject({ list: listId }), list),
  'lists.restore': method(z.strictObject({ list: listId }), list),
  /** Removes for good what is in the bin: lists and entries. Ends what undo could bring back of them. */
  'bin.empty': method(nothing, z.strictObject({ lists: z.int(), entries: z.int() })),
  /** Adds lines at the end of a list. */
  'lists.addLines': method(
    z.strictObject({ list: listId, lines: z.array(formulaText).min(1).max(10_000) }),
    z.strictObject({ list, entries: z.array(entryId) }),
  ),
  /** Rows `offset` … of a query's result. `revision` changes whenever the result may have. */
  'entries.page': method(
    z.strictObject({
      query: entryQuery,
      offset: z.int().nonnegative(),
      count: z.int().min(0).max(1000),
    }),
    z.strictObject({
      rows: z.array(entryRow),
      total: z.int().nonnegative(),
      revision: z.int().nonnegative(),
    }),
  ),
  /** Where an entry stands in a query's result, from 0; null when it is not in it. */
  'entries.locate': method(
    z.strictObject({ query: entryQuery, entry: entryId }),
    z.strictObject({ offset: z.int().nullable() }),
  ),
  /** The entries at given places of a query's result: what a range selected by offsets means. */
  'entries.ids': method(
    z.strictObject({ query: entryQuery, offset: z.int().nonnegative(), count: z.int().min(0).max(100_000) }),
    z.array(entryId),
  ),
  /** How many of a query's entries have each label, most frequent first, and which tags there are. */
  'entries.facets': method(
    z.strictObject({ query: entryQuery }),
    z.strictObject({
      labels: z.array(z.strictObject({ label: z.string(), entries: z.int() })),
      tags: z.array(z.strictObject({ tag: z.string(), entries: z.int() })),
    }),
  ),
  /** RMSE of a query's distinct scored compounds, in equal bins from `low` to `high`. */
  'entries.histogram': method(
    z.strictObject({ query: entryQuery, low: z.number(), high: z.number(), bins: z.int().min(1).max(500) }),
    z.strictObject({
      counts: z.array(z.int().nonnegative()),
      below: z.int(),
      above: z.int(),
      total: z.int(),
    }),
  ),
  /** Changes labels, notes and tags; what is absent stays. */
  'entries.edit': method(
    z.strictObject({
      selection,
      change: z.strictObject({
        label: z.string().max(500).nullable().optional(),
        note: z.string().max(10_000).nullable().optional(),
        addTags: z.array(name).max(50).optional(),
        removeTags: z.array(name).max(50).optional(),
      }),
    }),
    changed,
  ),
  'entries.bin': method(z.strictObject({ selection }), changed),
  'entries.restore': method(z.strictObject({ selection }), changed),
  'entries.copy': method(z.strictObject({ selection, into: listId }), changed),
  'history.state': method(nothing, historyState),
  'history.undo': method(nothing, historyState),
  'history.redo': method(nothing, historyState),
}

export type ListKind = z.infer<typeof listKind>
export type List = z.infer<typeof list>
export type EntryQuery = z.infer<typeof entryQuery>
export type EntryRow = z.infer<typeof entryRow>
export type Selection = z.infer<typeof selection>
