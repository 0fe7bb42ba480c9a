import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { randomStream } from '../../../src/domain/statistics/index.ts'
import { createRun, openRun, startCompute } from '../../../src/engine/index.ts'
import { smallPlan, temporaryFolder } from '../material.ts'

/** Thirty rounds when ANOMALITE_SOAK is set, which takes about half a minute. */
const ROUNDS = process.env.ANOMALITE_SOAK ? 30 : 3

const EPOCHS = 40

interface Training {
  readonly runFolder: string
  readonly modelFolder: string
}

async function newTraining(): Promise<Training> {
  const folder = await temporaryFolder()
  const { folder: runFolder } = await createRun(join(folder, 'run'), smallPlan({ epochs: EPOCHS }))
  return { runFolder, modelFolder: join(folder, 'model') }
}

/** Trains until the process is killed, that many milliseconds after it finishes an epoch, or to the end. */
async function trainUntilKilled(training: Training, killAfterMs: number | null): Promise<'killed' | 'done'> {
  const compute = await startCompute('wasm')
  let kill: ReturnType<typeof setTimeout> | undefined
  try {
    const { result } = compute.call('train', training, {
      onEvent(event) {
        if ('epoch' in event && killAfterMs !== null) {
          kill = setTimeout(() => process.kill(compute.pid, 'SIGKILL'), killAfterMs)
          killAfterMs = null
        }
      },
    })
    return await result.then(
      () => 'done' as const,
      (error: { code: string }) => {
        expect(error).toMatchObject({ code: 'compute/stopped' })
        return 'killed' as const
      },
    )
  } finally {
    clearTimeout(kill)
    await compute.stop()
  }
}

const weights = ({ modelFolder }: Training) => readFile(join(modelFolder, 'weights.bin'))

it(`killed ${ROUNDS} times in mid-training and resumed, ends with the weights of a training never interrupted`, async () => {
  const uninterrupted = await newTraining()
  expect(await trainUntilKilled(uninterrupted, null)).toBe('done')

  const random = randomStream(Date.now())
  for (let rounds = 0; rounds < ROUNDS; ) {
    const training = await newTraining()
    let reached = 0
    while (!existsSync(training.modelFolder)) {
      const killAfterMs = rounds < ROUNDS ? random.uniform() * 60 : null
      if ((await trainUntilKilled(training, killAfterMs)) === 'killed') rounds++
      const done = (await openRun(training.runFolder)).state?.history.length ?? 0
      expect(done).toBeGreaterThanOrEqual(reached)
      reached = done
    }
    expect((await weights(training)).equals(await weights(uninterrupted))).toBe(true)
  }
})
