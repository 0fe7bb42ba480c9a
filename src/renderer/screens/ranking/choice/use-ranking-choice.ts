import { type ComputedRef, computed } from 'vue'
import { type LocationQueryRaw, useRoute, useRouter } from 'vue-router'
import type { EntryQuery, ModelSummary } from '../../../../contract/index.ts'
import {
  type AddressFilter,
  type EntrySort,
  entryQuery,
  NO_FILTER,
  useAddressFilter,
} from '../../../components/entry-filter/index.ts'
import { useListsStore } from '../../../stores/lists.ts'
import { useModelsStore } from '../../../stores/models.ts'
import { bestFirst } from '../table/sorting.ts'
import {
  type ALL_LISTS,
  changedAddress,
  type RankedLists,
  type RankingView,
  rankedLists,
  rankingModels,
  rankingView,
} from './ranking-choice.ts'

/** What is ranked by which model, and how it is looked at; all of it stands in the address. */
export interface RankingChoice extends AddressFilter {
  readonly lists: ComputedRef<RankedLists | null>
  readonly model: ComputedRef<ModelSummary | null>
  readonly compared: ComputedRef<ModelSummary | null>
  readonly view: ComputedRef<RankingView>
  /** Ranked lines that pass the filter, in the chosen order; null where there is nothing to rank. */
  readonly query: ComputedRef<EntryQuery | null>
  /** All lines of the lists, those without a rank last. */
  readonly wholeQuery: ComputedRef<EntryQuery | null>
  /** Lines that pass the filter, with a rank or without. */
  readonly reportQuery: ComputedRef<EntryQuery | null>
  chooseLists(list: number | typeof ALL_LISTS): void
  /** null: the active one. */
  chooseModel(id: string | null): void
  /** null: none. */
  chooseCompared(id: string | null): void
  chooseView(view: RankingView): void
}

export function useRankingChoice(): RankingChoice {
  const route = useRoute()
  const router = useRouter()
  const listsStore = useListsStore()
  const modelsStore = useModelsStore()
  const lists = computed(() => rankedLists(route.query, listsStore.all))
  const models = computed(() => rankingModels(route.query, modelsStore.all))
  const compared = computed(() => models.value.compared)
  const usualSort = computed((): EntrySort => bestFirst(models.value.model?.kind ?? 'rmse'))
  const { filter, sort } = useAddressFilter(usualSort)

  /** An order by the compared model holds while there is one. */
  const validSort = computed(() => {
    const needsCompared = sort.value.by === 'comparedScore' || sort.value.by === 'rankChange'
    return needsCompared && compared.value === null ? usualSort.value : sort.value
  })

  const scope = computed(() => {
    if (lists.value === null || models.value.model === null) return null
    return {
      list: lists.value.kind === 'one' ? lists.value.list.id : null,
      bin: 'without' as const,
      model: models.value.model.id,
      comparedModel: compared.value?.id ?? null,
    }
  })

  function go(change: Readonly<Record<string, string | null>>): void {
    void router.push({ query: changedAddress(route.query, change) as LocationQueryRaw })
  }

  return {
    filter,
    sort: computed({
      get: () => validSort.value,
      set: chosen => {
        sort.value = chosen
      },
    }),
    lists,
    model: computed(() => models.value.model),
    compared,
    view: computed(() => rankingView(route.query)),
    query: computed(() => {
      if (scope.value === null) return null
      return entryQuery(filter.value, { ...scope.value, unranked: 'without', sort: validSort.value })
    }),
    reportQuery: computed(() =>
      scope.value === null
        ? null
        : entryQuery(filter.value, { ...scope.value, unranked: 'with', sort: validSort.value }),
    ),
    wholeQuery: computed(() =>
      scope.value === null
        ? null
        : entryQuery(NO_FILTER, { ...scope.value, unranked: 'with', sort: usualSort.value }),
    ),
    chooseLists: list => go({ list: String(list), view: null }),
    chooseModel(id) {
      const { model, compared: beside } = models.value
      const chosen = modelsStore.all.find(each => each.id === id) ?? modelsStore.active
      // What it was compared with and is now ranked by changes places with what it was ranked by.
      const next = chosen?.id === beside?.id ? model : beside
      const isOtherKind = chosen?.kind !== model?.kind
      go({
        model: id,
        with: next?.id ?? null,
        ...(isOtherKind ? { score: null, compared: null, sort: null } : {}),
      })
    },
    chooseCompared(id) {
      const chosen = modelsStore.all.find(each => each.id === id)
      go({ with: id, ...(chosen?.kind === compared.value?.kind ? {} : { compared: null }) })
    },
    chooseView: view => go({ view: view === 'ranked' ? null : view }),
  }
}
