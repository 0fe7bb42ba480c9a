import { watch } from 'vue'
import type { Explanation, Neighbour } from '../../../contract/index.ts'
import type { Composition } from '../../../domain/composition.ts'
import { undescribedElements } from '../../../domain/descriptor/index.ts'
import { formatFormula } from '../../../domain/formula/index.ts'
import { useHost } from '../../host/index.ts'
import { type Latest, useLatest } from '../../host/use-latest.ts'
import { useListsStore } from '../../stores/lists.ts'
import { useModelsStore } from '../../stores/models.ts'
import { useProgramStore } from '../../stores/program.ts'
import { useComposeStore } from './compose-store.ts'

interface Question {
  readonly composition: Composition
  readonly formula: string
  /** Null: the active one, before it is known which that is. */
  readonly model: string | null
}

const keyOf = ({ formula, model }: Question): string => `${formula} ${model}`

function useQuestion(): () => Question | null {
  const store = useComposeStore()
  const models = useModelsStore()
  return () =>
    store.composed.composition.length === 0
      ? null
      : {
          composition: store.composed.composition,
          formula: formatFormula(store.composed.composition),
          model: models.active?.id ?? null,
        }
}

/** Score and explanation of the composition at hand, by the active model. */
export function useExplanation(): Latest<Question, Explanation> {
  const host = useHost()
  const latest = useLatest(useQuestion(), keyOf, ({ formula, model }, signal) =>
    host.call('compositions.explain', { formula, model }, { signal }),
  )
  askAgainWhenBack(latest)
  return latest
}

/** Asks what has failed once more when the connection or the scoring process is there again. */
export function askAgainWhenBack({ failure, again }: Latest<unknown, unknown>): void {
  const program = useProgramStore()
  watch(
    () => program.connection === 'connected' && program.engine?.state === 'ready',
    isThere => {
      if (isThere && failure.value !== null) again()
    },
  )
}

/** How many known compounds are shown beside a composition. */
const MOST_NEIGHBOURS = 12

/** The known compounds nearest to the composition at hand; sought once its score is there, which is waited for more. */
export function useNeighbours(
  explanation: Latest<Question, Explanation>,
): Latest<Question, readonly Neighbour[]> {
  const host = useHost()
  const lists = useListsStore()
  const store = useComposeStore()
  const question = useQuestion()
  // Distances are of descriptors, which compositions outside the model have not.
  const askable = () => (undescribedElements(store.composed.composition).length > 0 ? null : question())
  const latest = useLatest(askable, keyOf, async ({ formula }, signal) => {
    await explanation.settled()
    signal.throwIfAborted()
    const input = { formulas: [formula], count: MOST_NEIGHBOURS }
    const [neighbours] = await host.call('compositions.nearest', input, { signal })
    return neighbours ?? []
  })
  askAgainWhenBack(latest)
  // A list of positives may have grown.
  watch(() => lists.revision, latest.again)
  return latest
}
