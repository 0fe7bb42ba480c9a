import type { Neighbour } from '../../contract/index.ts'
import type { Composition } from '../../domain/composition.ts'
import { type NearestThread, readFormulas, startNearest } from '../../engine/index.ts'
import type { CoreServices, NearestKnown } from '../core-services.ts'
import type { Model } from '../models.ts'

/** What a model knows, ready to be searched. */
interface KnownCompounds {
  readonly training: ReadonlySet<string>
  readonly thread: NearestThread
}

const TRAINING = 'training data'
const HELD_OUT = 'held-out positives'

/** Finds the nearest among all positives of the active model, in a thread of its own that the first question starts. */
export function openNearestKnown({
  models,
  events,
}: Pick<CoreServices, 'models' | 'events'>): NearestKnown & { stop(): Promise<void> } {
  let current: { readonly key: string; readonly known: Promise<KnownCompounds> } | null = null
  /** Models lie on a disk: a question must not wait for it. */
  let active: Promise<Model> | null = null
  events.listen(event => {
    if (event === 'models') active = null
  })

  const activeModel = () => {
    const asked = active ?? models.active()
    active = asked
    asked.catch(() => {
      if (active === asked) active = null
    })
    return asked
  }

  const knownOf = (model: Model) => {
    const key = `${model.manifest.files['training.txt']} ${model.manifest.files['held-out.txt']}`
    if (current?.key === key) return current.known
    const replaced = current
    const known = gather(model)
    current = { key, known }
    // A failure is told to who asked; the next question tries again.
    known.catch(() => {
      if (current?.known === known) current = null
    })
    void replaced?.known.then(old => old.thread.stop()).catch(() => undefined)
    return known
  }

  return {
    async find(composition: Composition, count: number): Promise<Neighbour[]> {
      const { thread, training } = await knownOf(await activeModel())
      const found = await thread.nearest(composition, count)
      return found.map(({ formula, distance }) => ({
        formula,
        distance,
        sources: [training.has(formula) ? TRAINING : HELD_OUT],
      }))
    },
    async prepare() {
      await knownOf(await activeModel())
    },
    async stop() {
      const known = await current?.known.catch(() => null)
      await known?.thread.stop()
    },
  }
}

async function gather({ folder, manifest }: Model): Promise<KnownCompounds> {
  const training = await readFormulas(folder, manifest, 'training.txt')
  const heldOut = await readFormulas(folder, manifest, 'held-out.txt')
  const thread = startNearest()
  await thread.add([...training, ...heldOut])
  return { training: new Set(training), thread }
}
