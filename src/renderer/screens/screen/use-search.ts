import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { MOST_CANDIDATES } from '../../../contract/index.ts'
import { AnomaliteError } from '../../../domain/error.ts'
import { useHost } from '../../host/index.ts'
import { useLatest } from '../../host/use-latest.ts'
import { words } from '../../messages/index.ts'
import { useListsStore } from '../../stores/lists.ts'
import { useModelsStore } from '../../stores/models.ts'
import { type Problem, problemIn, problemOf } from './editing/problem.ts'
import { exampleScores } from './example-scores.ts'
import { useScreenStore } from './screen-store.ts'

/** A choice counts as made when it has stood so long, in milliseconds: not every keystroke is counted. */
const SETTLED_MS = 120

/** Examples that are shown. */
const EXAMPLES = 5

/** What the search at hand comes to: how many candidates, some of them, how long it takes, what is wrong. */
export function useSearch() {
  const host = useHost()
  const store = useScreenStore()
  const lists = useListsStore()
  const models = useModelsStore()

  const search = computed(() => store.choice.search)
  const mistake = computed(() => problemOf(store.choice))
  /** The last search without a mistake that has stood for a moment. */
  const settled = shallowRef(mistake.value === null ? search.value : null)
  let timer = 0
  watch([search, mistake], ([now, wrong]) => {
    clearTimeout(timer)
    if (wrong !== null) settled.value = null
    else timer = window.setTimeout(() => (settled.value = now), SETTLED_MS)
  })
  onScopeDispose(() => clearTimeout(timer))

  const counting = useLatest(
    () => settled.value,
    asked => JSON.stringify(asked),
    (asked, signal) => host.call('screening.count', { search: asked }, { signal }),
  )
  const exampleSeed = ref(1)
  const examples = useLatest(
    () =>
      settled.value === null ? null : { search: settled.value, count: EXAMPLES, seed: exampleSeed.value },
    asked => JSON.stringify(asked),
    (asked, signal) => host.call('screening.examples', asked, { signal }),
  )

  const scoring = computed(() => store.choice.score)
  /** Of the model in use that gives the chosen score; null where there is none. */
  const model = computed(
    () => (scoring.value === 'rmse' ? models.active : models.activeStability)?.id ?? null,
  )
  const scores = useLatest(
    () => {
      const formulas = examples.answer.value?.value ?? []
      return formulas.length === 0 ? null : { formulas, model: model.value, score: scoring.value }
    },
    asked => JSON.stringify(asked),
    ({ formulas, score }, signal) => exampleScores(host, score, formulas, signal),
  )

  const pace = ref<number | null>(null)
  /** By another model scoring may be slower; after a search it is known better. */
  async function measurePace(): Promise<void> {
    const score = scoring.value
    if (model.value === null) return
    try {
      const { candidatesPerSecond } = await host.call('screening.pace', { score })
      if (score === scoring.value) pace.value = candidatesPerSecond
    } catch {
      // What keeps scoring from working is told where a score is asked for; here no time is named.
      pace.value = null
    }
  }
  watch(
    [scoring, model],
    () => {
      pace.value = null
      void measurePace()
    },
    { immediate: true },
  )

  const isCounting = computed(
    () =>
      mistake.value === null &&
      (settled.value !== search.value || counting.isStale.value || counting.answer.value === null),
  )
  const count = computed(() => (settled.value === null ? null : (counting.answer.value?.value ?? null)))
  /** Candidates that a run would score; null while it is not known. */
  const toScore = computed(() => {
    const { taken } = store.choice
    if (count.value === null) return null
    const { count: all, isExact } = count.value
    return taken.kind === 'all' ? all : isExact ? Math.min(all, taken.count) : taken.count
  })

  const problem = computed<Problem | null>(() => {
    if (mistake.value !== null) return mistake.value
    const failure = counting.failure.value
    if (failure instanceof AnomaliteError && failure.code.startsWith('search/')) {
      return problemIn(search.value, failure)
    }
    if (count.value?.count === 0 && count.value.isExact) {
      return { place: { field: 'charge' }, message: words.screen.count.none }
    }
    const { taken, name } = store.choice
    const isTooMany = count.value !== null && (!count.value.isExact || count.value.count > MOST_CANDIDATES)
    if (taken.kind === 'all' && isTooMany) {
      return { place: { field: 'taken' }, message: words.screen.taken.tooMany(MOST_CANDIDATES) }
    }
    if (name.trim() === '') return { place: { field: 'name' }, message: words.screen.needsName }
    if (lists.all.some(list => list.name === name.trim())) {
      return { place: { field: 'name' }, message: words.screen.nameTaken }
    }
    return null
  })

  return {
    count,
    isCounting,
    failure: computed(() => (problem.value === null ? counting.failure.value : null)),
    countAgain: counting.again,
    examples: computed(() => (settled.value === null ? null : (examples.answer.value?.value ?? null))),
    exampleScores: computed(() => (scores.isStale.value ? null : (scores.answer.value?.value ?? null))),
    areExamplesStale: examples.isStale,
    otherExamples: () => exampleSeed.value++,
    toScore,
    secondsExpected: computed(() =>
      toScore.value === null || toScore.value > MOST_CANDIDATES || pace.value === null
        ? null
        : toScore.value / pace.value,
    ),
    measurePace,
    problem,
  }
}
