import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { Output, ScreeningChoice } from '../../../contract/index.ts'
import { AnomaliteError } from '../../../domain/error.ts'
import { useHost } from '../../host/index.ts'
import { words } from '../../messages/index.ts'
import { failureText } from '../../shell/failure.ts'
import { useJobsStore } from '../../stores/jobs.ts'
import { useListsStore } from '../../stores/lists.ts'
import { freeName } from './editing/choice.ts'
import { type Problem, problemIn } from './editing/problem.ts'
import { useScreenStore } from './screen-store.ts'

/** Runs the search at hand, and follows those that run and have run. */
export function useRun() {
  const host = useHost()
  const store = useScreenStore()
  const jobs = useJobsStore()
  const lists = useListsStore()

  const earlier = shallowRef<Output<'screening.earlier'>>([])
  const isStarting = ref(false)
  /** What the host refused, and for which choice: another choice is another matter. */
  const refused = shallowRef<{ readonly choice: ScreeningChoice; readonly problem: Problem } | null>(null)

  const searches = computed(() => jobs.all.filter(({ kind }) => kind === 'screen'))
  /** The search that was started last here, else one that runs. */
  const shown = computed(
    () =>
      searches.value.find(({ id }) => id === store.shownJob) ??
      searches.value.find(({ state }) => ['queued', 'running', 'paused'].includes(state)) ??
      null,
  )
  const listNames = computed(() => lists.all.map(({ name }) => name))

  watch(
    () => searches.value.map(({ id }) => id).join(),
    async () => {
      earlier.value = await host.call('screening.earlier', {})
    },
    { immediate: true },
  )

  /** A name from before may have been taken meanwhile; once that is put right, names are the user's matter. */
  const stopNaming = watch(
    listNames,
    names => {
      if (names.length === 0) return
      rename(freeName(store.choice.name, names))
      queueMicrotask(() => stopNaming())
    },
    { immediate: true },
  )

  function rename(name: string): void {
    if (name !== store.choice.name) store.change({ ...store.choice, name }, 'list-name')
  }

  return {
    earlier,
    isStarting,
    shown,
    shownChoice: computed(() => earlier.value.find(({ job }) => job === shown.value?.id)?.choice ?? null),
    refusal: computed(() => (refused.value?.choice === store.choice ? refused.value.problem : null)),
    async run(): Promise<void> {
      const { choice } = store
      const name = choice.name.trim()
      isStarting.value = true
      refused.value = null
      try {
        store.show((await host.call('screening.start', { ...choice, name })).id)
        rename(freeName(name, [...listNames.value, name]))
      } catch (error) {
        const problem =
          error instanceof AnomaliteError
            ? problemIn(choice.search, error)
            : {
                place: { field: 'roles' as const },
                message: `${words.screen.startFailed} ${failureText(error)}`,
              }
        refused.value = { choice, problem }
      } finally {
        isStarting.value = false
      }
    },
    /** Takes up a choice, under a name that is free. */
    begin(choice: ScreeningChoice): void {
      store.change({ ...choice, name: freeName(choice.name, listNames.value) })
      store.goTo(0)
    },
    /** `handler` is called when a search is done. Until the calling component goes. */
    onDone(handler: () => void): void {
      onScopeDispose(
        host.listen('job', ({ kind, state }) => {
          if (kind === 'screen' && state === 'done') handler()
        }),
      )
    },
  }
}
