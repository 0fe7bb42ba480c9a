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
  /** Entries that are not in the bin themselves. */
  entryCount: z.int().nonnegative(),
  /** Of these, entries whose text is no formula. */
  unreadCount: z.int().nonnegative(),
})

/** Where entries go: a list that is made for them, or the end of one that there is. */
export const listTarget = z.union([
  z.strictObject({ newList: name, kind: listKind }),
  z.strictObject({ list: listId }),
])

/** A change as undo knows it. Steps are numbered in their order; a number is never used again. */
const stepId = z.int().positive()

/** Bounds that belong to the range; null for none. A range with a bound leaves out what has no value. */
const range = z.strictObject({ min: z.number().nullable(), max: z.number().nullable() })

/** A range in the unit of the model's score, RMSE or log-odds of a stability model; or in percentiles, where it says so. */
const scoreRange = range.extend({ unit: z.literal('percentile').optional() })

/** Which entries, in which order. */
export const entryQuery = z.strictObject({
  /** null: all lists. */
  list: listId.nullable(),
  /**
   * Entries in use, or those that went to the bin one by one. Entries of a list in the bin are found by asking for that
   * list, `without`.
   */
  bin: z.enum(['without', 'only']),
  /** Part of the text as written, the canonical formula, the label, the note, a tag or the identifier, in any case. */
  text: z.string().max(200),
  elements: z.strictObject({
    /** Nothing but these; empty for no such limit. */
    only: elementSymbols,
    atLeast: elementSymbols,
    without: elementSymbols,
  }),
  /** Any of these; empty for no limit. */
  labels: z.array(z.string().max(500)).max(100),
  /** Any of these; empty for no limit. */
  tags: z.array(name).max(100),
  reading: z.enum(['all', 'read', 'unread', 'duplicate']),
  energyAboveHullEvPerAtom: range,
  /** Entries that the model has not scored. */
  unranked: z.enum(['with', 'without']),
  score: scoreRange,
  comparedScore: scoreRange,
  /** Whose scores; null for the active model that gives RMSE. */
  model: modelId.nullable(),
  /** A second model to compare ranks with, of either kind. */
  comparedModel: modelId.nullable(),
  /**
   * Entries without a value come last in both directions; ties stand by canonical formula, then as added. `rankChange`
   * is comparedRank − rank: what the model places higher than the compared one is positive. Texts stand in alphabetical
   * order, numbers in them by their value. `charge`: neutral, then ever farther from it, then what is not ionic, by the
   * oxidation states of the settings.
   */
  sort: z.strictObject({
    by: z.enum([
      'added',
      'formula',
      'elements',
      'label',
      'tags',
      'note',
      'identifier',
      'list',
      'charge',
      'energyAboveHull',
      'score',
      'comparedScore',
      'rankChange',
    ]),
    direction: z.enum(['ascending', 'descending']),
  }),
})

/**
 * What another model of the same kind, not the one that was asked, said of a compound that has no score by that one. It
 * counts nowhere: not in orders, ranges, ranks or files.
 */
const olderScore = z.strictObject({
  score: z.number(),
  /** Under that model; null when its files are gone. */
  percentile: z.number().nullable(),
  /** Its name. */
  model: z.string(),
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
  /** In alphabetical order. */
  tags: z.array(z.string()),
  /** When it went to the bin; null for entries in use. */
  binnedAt: z.string().nullable(),
  energyAboveHullEvPerAtom: z.number().nullable(),
  /** The author's other columns by their headings. */
  otherColumns: z.record(z.string(), z.string()),
  /** Elements that the model has no data for: it never scores such a compound. */
  outsideElements: elementSymbols,
  /** RMSE, or log-odds of a stability model; null: not scored by the model (yet). */
  score: z.number().nullable(),
  /** Per cent of the model's held-out positives that score no better: with a larger RMSE, with lower log-odds. */
  percentile: z.number().nullable(),
  /** Among the scored compounds of the list (of all lists without one), from 1, the best; equal scores share it. */
  rank: z.int().positive().nullable(),
  /** The model was trained on this composition, which makes its score too favourable. */
  trainedOn: z.boolean(),
  /** Elements in none of the compositions that the model was trained on. */
  unseenElements: elementSymbols,
  olderScore: olderScore.nullable(),
  comparedOutsideElements: elementSymbols,
  comparedScore: z.number().nullable(),
  comparedPercentile: z.number().nullable(),
  comparedRank: z.int().positive().nullable(),
  /** As `trainedOn`, of the compared model. */
  comparedTrainedOn: z.boolean(),
  /** As `olderScore`, of the compared model. */
  comparedOlderScore: olderScore.nullable(),
})

/** Entries chosen by hand, or all that a query finds but for some. */
export const selection = z.union([
  z.strictObject({ entries: z.array(entryId).max(100_000) }),
  z.strictObject({ query: entryQuery, except: z.array(entryId).max(100_000) }),
])

/** The step that undo or redo would take: "bin 3 entries". */
const historyStep = z.strictObject({ step: stepId, what: z.string() })

export const historyState = z.strictObject({ undo: historyStep.nullable(), redo: historyStep.nullable() })

/** One change is one step of undo, however many entries it touches; null when nothing had to change. */
const step = stepId.nullable()

const changedList = z.strictObject({ list, step })
const changedEntries = z.strictObject({ entries: z.int().nonnegative(), step })

const query = entryQuery
const offset = z.int().nonnegative()

/** null: whichever is next. Throws `library/step-passed` when another step is. */
const historyChoice = z.strictObject({ step })

export const libraryMethods = {
  /** All lists by name, those in the bin among them. */
  'lists.all': method(nothing, z.array(list)),
  /**
   * A list of the given lines, or an empty one; lines that cannot be read are kept with their problem. Names are
   * unique among the lists in use: throws `library/list-exists`.
   */
  'lists.create': method(
    z.strictObject({ name, kind: listKind, lines: z.array(formulaText).max(10_000) }),
    changedList,
  ),
  /** Throws `library/list-exists`. */
  'lists.rename': method(z.strictObject({ list: listId, name }), changedList),
  'lists.changeKind': method(z.strictObject({ list: listId, kind: listKind }), changedList),
  'lists.bin': method(z.strictObject({ list: listId }), changedList),
  /** Takes a list out of the bin; where its name is taken it comes back as "name (2)". */
  'lists.restore': method(z.strictObject({ list: listId }), changedList),
  /** Adds lines at the end of a list; lines that cannot be read are kept with their problem. */
  'lists.addLines': method(
    z.strictObject({ list: listId, lines: z.array(formulaText).min(1).max(10_000) }),
    changedList.extend({ entries: z.array(entryId) }),
  ),
  /** How many distinct compounds a list has, and how many of them each model has scored. */
  'lists.scores': method(
    z.strictObject({ list: listId }),
    z.strictObject({
      compounds: z.int().nonnegative(),
      scored: z.array(z.strictObject({ model: modelId, compounds: z.int().nonnegative() })),
    }),
  ),
  /** Removes for good what is in the bin: lists and entries. Ends what undo could bring back of them. */
  'bin.empty': method(
    nothing,
    z.strictObject({ lists: z.int().nonnegative(), entries: z.int().nonnegative() }),
  ),

  /** Rows `offset` … of a query's result. `revision` is that of the `library` event whose changes the rows show. */
  'entries.page': method(
    z.strictObject({ query, offset, count: z.int().min(0).max(1000) }),
    z.strictObject({
      rows: z.array(entryRow),
      total: z.int().nonnegative(),
      revision: z.int().nonnegative(),
    }),
  ),
  /** Where an entry stands in a query's result, from 0; null when it is not in it. */
  'entries.locate': method(
    z.strictObject({ query, entry: entryId }),
    z.strictObject({ offset: offset.nullable() }),
  ),
  /** The entries at given places of a query's result: what a range selected by offsets means. */
  'entries.ids': method(
    z.strictObject({ query, offset, count: z.int().min(0).max(100_000) }),
    z.array(entryId),
  ),
  /**
   * How many of a query's entries have each label and each tag, most frequent first, the first 500 of each; the labels
   * and tags that the query itself asks for are no limit here.
   */
  'entries.facets': method(
    z.strictObject({ query }),
    z.strictObject({
      labels: z.array(z.strictObject({ label: z.string(), entries: z.int().positive() })),
      tags: z.array(z.strictObject({ tag: z.string(), entries: z.int().positive() })),
    }),
  ),
  /** Scores of a query's distinct scored compounds by its model, in equal bins from `low` to `high`. Throws `library/bad-range`. */
  'entries.histogram': method(
    z.strictObject({ query, low: z.number(), high: z.number(), bins: z.int().min(1).max(500) }),
    z.strictObject({
      /** The last bin takes its upper edge too. */
      counts: z.array(z.int().nonnegative()),
      below: z.int().nonnegative(),
      above: z.int().nonnegative(),
      total: z.int().nonnegative(),
    }),
  ),
  /** Changes labels, notes and tags; what is absent stays. */
  'entries.edit': method(
    z.strictObject({
      selection,
      change: z.strictObject({
        label: z.string().trim().min(1).max(500).nullable().optional(),
        note: z.string().trim().min(1).max(10_000).nullable().optional(),
        addTags: z.array(name).max(50).optional(),
        removeTags: z.array(name).max(50).optional(),
      }),
    }),
    changedEntries,
  ),
  /**
   * Puts another text in a line's place and reads it as an import would: `formula` is canonical, or null with the
   * problem. Throws `library/no-such-entry`.
   */
  'entries.correct': method(
    z.strictObject({ entry: entryId, text: formulaText }),
    z.strictObject({ formula: entryRow.shape.formula, problem: entryRow.shape.problem, step }),
  ),
  'entries.bin': method(z.strictObject({ selection }), changedEntries),
  'entries.restore': method(z.strictObject({ selection }), changedEntries),
  /** Copies entries, in the order in which they were added, to the end of a list or into a new one. */
  'entries.copy': method(
    z.strictObject({ selection, into: listTarget }),
    changedList.extend({ entries: z.int().nonnegative() }),
  ),

  /** What undo and redo would do; they last beyond the program's end. */
  'history.state': method(nothing, historyState),
  'history.undo': method(historyChoice, historyState),
  'history.redo': method(historyChoice, historyState),
}

export type ListKind = z.infer<typeof listKind>
export type List = z.infer<typeof list>
export type EntryQuery = z.infer<typeof entryQuery>
export type EntryRow = z.infer<typeof entryRow>
export type Selection = z.infer<typeof selection>
export type HistoryState = z.infer<typeof historyState>
