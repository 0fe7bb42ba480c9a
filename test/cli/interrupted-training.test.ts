import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { STABLE_AND_NOT, TINY, type Workplace, workplaceFor } from './anomalite.ts'

/** Epochs enough that the training is still under way when it is interrupted; of options given twice the last counts. */
const TRAIN = [
  ...['train', '--positives', STABLE_AND_NOT, '--name', 'Long one', ...TINY],
  ...['--epochs', '200', '--patience', '200'],
]

/** The process that a process started, by Linux's list of processes. */
function childOf(pid: number): number {
  const [child] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')
  return Number(child)
}

function isRunning(pid: number): boolean {
  try {
    // A process that ended and was not yet fetched by its parent has the state Z.
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

/** Starts a long training and resolves when its second epoch is done. */
async function trainingUnderWay(place: Workplace) {
  const parent = place.start(TRAIN)
  let stderr = ''
  const closed = once(parent, 'close')
  await new Promise<void>((resolve, reject) => {
    parent.stderr!.on('data', (text: Buffer) => {
      stderr += text
      if (stderr.includes('epoch 2:')) resolve()
    })
    closed.then(() => reject(new Error(`The training ended early: ${stderr}`)))
  })
  const compute = childOf(parent.pid!)
  return {
    parent,
    compute,
    ended: async () => {
      await closed
      return { code: parent.exitCode, stderr }
    },
  }
}

/** Resolves when a process has ended. */
async function gone(pid: number): Promise<void> {
  while (isRunning(pid)) await delay(50)
}

/** Lets the training go on to its end and checks that it is the one that was begun. */
async function resumed(place: Workplace): Promise<void> {
  const { code, stdout, stderr } = await place.run(['train', '--resume', '--engine', 'wasm', '--json'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/from epoch ([2-9]|\d\d+)\.\n/) })
  expect(stderr).not.toMatch(/^epoch 1:/m)
  expect(JSON.parse(stdout)).toMatchObject({
    model: 'long-one',
    positives: { training: 42, heldOut: 18 },
    // Judged by the rows above the limit, of which the second command has not heard.
    evaluation: { source: 'stable-and-not.csv', result: { negatives: 16 } },
  })
  expect(readdirSync(place.path('home', 'runs'))).toEqual([])
}

describe.skipIf(process.platform !== 'linux')(
  'a training that is interrupted (skipped where there is no /proc)',
  { concurrent: true },
  () => {
    it.for(['SIGINT', 'SIGTERM'] as const)(
      'by %s leaves a checkpoint and says how to go on',
      async (signal, test) => {
        const place = await workplaceFor(test)
        const { parent, compute, ended } = await trainingUnderWay(place)
        parent.kill(signal)
        const { code, stderr } = await ended()
        expect(code).toBe(1)
        expect(stderr.trimEnd()).toMatch(/anomalite train --resume --name "Long one"$/)
        await gone(compute)
        if (signal === 'SIGINT') await resumed(place)
      },
    )

    it('by the end of its compute process says so, and goes on', async test => {
      const place = await workplaceFor(test)
      const { compute, ended } = await trainingUnderWay(place)
      process.kill(compute, 'SIGKILL')
      const { code, stderr } = await ended()
      expect(code).toBe(1)
      expect(stderr).toContain('The compute process ended (SIGKILL).')
      expect(stderr.trimEnd()).toMatch(/anomalite train --resume --name "Long one"$/)
      await resumed(place)
    })

    it('by the sudden end of the program leaves no process, and goes on', async test => {
      const place = await workplaceFor(test)
      const { parent, compute, ended } = await trainingUnderWay(place)
      parent.kill('SIGKILL')
      await ended()
      await gone(compute)
      await resumed(place)
    })
  },
)

describe('train --resume', () => {
  it('says which trainings there are when there is none of that name', async test => {
    const place = await workplaceFor(test)
    const { code, stderr } = await place.run(['train', '--resume', '--name', 'other'])
    expect(code).toBe(1)
    expect(stderr).toContain('There is no unfinished training "other". Unfinished: none.')
  })
})
