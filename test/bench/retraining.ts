import { ended, openMeasuredProgram } from './program.ts'
import { seededFormulas } from './seeded-formulas.ts'

const IN_HOUSE = 300
const REPLAYED = 3000

/**
 * Measures a warm start of the ready model on in-house positives, none held out, with old ones replayed: from the call
 * that begins it to the model that was compared with its parent, over the socket of `anomalite serve`.
 */
export async function measureRetraining(
  tell: (what: string, value: number, unit: string) => void,
): Promise<void> {
  const program = await openMeasuredProgram()
  const { client } = program
  try {
    const lines = seededFormulas(IN_HOUSE, 42)
    const { list } = await client.call('lists.create', { name: 'In house', kind: 'positives', lines })
    const { models } = await client.call('models.all', {})
    const parent = models.find(({ origin }) => origin === 'ready')!.id
    const settings = await client.call('retraining.defaults', { parent, start: 'warm' })
    const started = performance.now()
    const job = await client.call('retraining.start', {
      name: 'Bench',
      data: {
        ...{ parent, lists: [{ list: list.id, weight: 1 }], maxEnergyAboveHullEvPerAtom: 0.01 },
        ...{ start: 'warm', replay: REPLAYED, heldOutShare: 0, folds: null, seed: 42 },
      },
      settings,
      attribution: [],
    })
    const { error } = await ended(client, job)
    if (error !== null) throw new Error(error.message)
    const what = `retraining on ${IN_HOUSE} positives and ${REPLAYED.toLocaleString('en')} replayed, ${settings.epochs} epochs, with its comparison`
    tell(what, (performance.now() - started) / 1000, 's')
  } finally {
    await program.close()
  }
}
