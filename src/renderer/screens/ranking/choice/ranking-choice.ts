import type { LocationQuery as Address } from 'vue-router'
import type { List, ModelSummary } from '../../../../contract/index.ts'

/** What is ranked: one list, or all that are in use. */
export type RankedLists = { readonly kind: 'one'; readonly list: List } | { readonly kind: 'all' }

/** Lines with a rank, or those without and why. */
export type RankingView = 'ranked' | 'unranked'

/** The name of "all lists" in an address and among the choices. */
export const ALL_LISTS = 'all'

/** The lists of an address: those it names, else the newest one; null where there are none. */
export function rankedLists(address: Address, inUse: readonly List[]): RankedLists | null {
  if (inUse.length === 0) return null
  if (address.list === ALL_LISTS) return { kind: 'all' }
  const asked = inUse.find(({ id }) => String(id) === address.list)
  const newest = inUse.reduce((a, b) => (b.id > a.id ? b : a))
  return { kind: 'one', list: asked ?? newest }
}

/**
 * The models of an address: the one that ranks, else the active one that gives RMSE, and the one it is compared with;
 * they may be of two kinds.
 */
export function rankingModels(
  address: Address,
  models: readonly ModelSummary[],
): { readonly model: ModelSummary | null; readonly compared: ModelSummary | null } {
  const named = (id: unknown) => models.find(model => model.id === id) ?? null
  const model =
    named(address.model) ?? models.find(({ kind, isActive }) => kind === 'rmse' && isActive) ?? null
  const compared = named(address.with)
  return { model, compared: compared?.id === model?.id ? null : compared }
}

export function rankingView(address: Address): RankingView {
  return address.view === 'unranked' ? 'unranked' : 'ranked'
}

/** The model in use of the other kind than one's: what it can be seen beside. */
export function besideModel(model: ModelSummary, models: readonly ModelSummary[]): ModelSummary | null {
  return models.find(({ kind, isActive }) => kind !== model.kind && isActive) ?? null
}

/** The model in use of a model's kind, where that is another; null where it is this one, or there is none. */
export function modelInstead(model: ModelSummary, models: readonly ModelSummary[]): ModelSummary | null {
  return model.isActive
    ? null
    : (models.find(({ kind, isActive }) => kind === model.kind && isActive) ?? null)
}

/** An address with some of its parts changed; a part that is null goes. */
export function changedAddress(address: Address, change: Readonly<Record<string, string | null>>): Address {
  const entries = Object.entries({ ...address, ...change })
  return Object.fromEntries(entries.filter(([, value]) => value !== null && value !== undefined))
}
