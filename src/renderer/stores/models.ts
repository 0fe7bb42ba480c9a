import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type {
  ModelSummary,
  Output,
  RmseDetails,
  RmseSummary,
  StabilitySummary,
} from '../../contract/index.ts'
import { inTurn } from '../host/in-turn.ts'
import { type Connection, useHost } from '../host/index.ts'

/** The models there are, and the one in use of each kind. */
export const useModelsStore = defineStore('models', () => {
  const host = useHost()
  const all = shallowRef<readonly ModelSummary[]>([])
  const broken = shallowRef<Output<'models.all'>['broken']>([])
  const isLoaded = ref(false)
  /** Details of the active model that gives RMSE, its reference distribution among them; null until they are there. */
  const activeDetails = shallowRef<RmseDetails | null>(null)
  const rmse = computed(() => all.value.filter((model): model is RmseSummary => model.kind === 'rmse'))
  const stability = computed(() =>
    all.value.filter((model): model is StabilitySummary => model.kind === 'stability'),
  )
  const active = computed(() => rmse.value.find(model => model.isActive) ?? null)
  const activeStability = computed(() => stability.value.find(model => model.isActive) ?? null)
  const load = inTurn(async () => {
    const shelf = await host.call('models.all', {})
    all.value = shelf.models
    broken.value = shelf.broken
    isLoaded.value = true
    const id = active.value?.id
    activeDetails.value = id === undefined ? null : await rmseDetails(host, id)
  })

  host.listen('models', () => void load())
  host.onState(state => {
    if (state === 'connected') void load()
  })

  /** Has a list that is looked at scored by the models in use. */
  async function scoreList(list: number): Promise<void> {
    const used = [active.value, activeStability.value].flatMap(model => model?.id ?? [])
    await Promise.all(used.map(model => host.call('scoring.start', { list, model, askedBy: 'screen' })))
  }

  return {
    /** Of both kinds. */
    all,
    /** Those that give RMSE. */
    rmse,
    /** Those that give stability scores. */
    stability,
    /** Whether the models are known; before that there seem to be none. */
    isLoaded,
    broken,
    /** The one in use of those that give RMSE. */
    active,
    activeDetails,
    activeStability,
    activate: (model: string) => host.call('models.activate', { model }),
    scoreList,
    /** The address of a ranking of scores that a job gave: by the active model unless it was another. */
    rankingOf: ({ list, model }: { readonly list: number; readonly model: string }) =>
      model === active.value?.id ? { list } : { list, model },
  }
})

/** Everything about a model that gives RMSE. */
export async function rmseDetails(
  host: Pick<Connection, 'call'>,
  model: string,
  options: { readonly signal?: AbortSignal } = {},
): Promise<RmseDetails> {
  const details = await host.call('models.details', { model }, options)
  if (details.kind === 'rmse') return details
  throw new Error(`${model} gives no RMSE.`)
}
