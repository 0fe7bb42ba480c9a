import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { type ComputeProcess, openStudy, type Study, startCompute } from '../../../src/engine/index.ts'
import { readPositives } from '../../../src/host/positives.ts'
import { carryOutStudy, type StudyOptions } from '../../../src/host/studies/run-study.ts'
import { beginStudy } from '../../../src/host/studies/study-folders.ts'
import { SMALL, SOURCE, STABLE_AND_NOT } from '../tiny-model.ts'

async function newSweep(latentSizes: number[]): Promise<Study> {
  const home = await mkdtemp(join(tmpdir(), 'anomalite-study-'))
  onTestFinished(() => rm(home, { recursive: true }))
  const aim = { kind: 'sweep', latentSizes, repeats: 1 } as const
  return beginStudy(home, 'Sizes', await readPositives(STABLE_AND_NOT, 0.01), SOURCE, SMALL, aim)
}

const options = (changes: Partial<StudyOptions>): StudyOptions => ({
  startProcess: () => startCompute('wasm'),
  atOnce: 1,
  signal: new AbortController().signal,
  whenRunning: async () => undefined,
  onSteer: () => undefined,
  onTrial: () => undefined,
  onProgress: () => undefined,
  ...changes,
})

it('carries out each trial once, three at once', async () => {
  const study = await newSweep([1, 2, 3, 4, 5, 6, 7])
  const fractions: number[] = []
  let most = 0
  const ended: number[] = []
  await carryOutStudy(
    study,
    options({
      atOnce: 3,
      onTrial: ({ number, outcome }) => void (outcome === null || ended.push(number)),
      onProgress(fraction, live) {
        fractions.push(fraction)
        most = Math.max(most, live.length)
      },
    }),
  )
  expect(most).toBe(3)
  expect(ended.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7])
  const { trials, folder } = await openStudy(study.folder)
  expect(trials.every(({ outcome }) => outcome?.kind === 'complete')).toBe(true)
  expect(fractions.at(-1)).toBe(1)
  expect(await readdir(join(folder, 'runs'))).toEqual([])
})

it('stops all trials when one cannot go on, and tells why', async () => {
  const study = await newSweep([1, 2, 3])
  let started = 0
  const startProcess = async (): Promise<ComputeProcess> => {
    if (++started === 2) throw new Error('no room for a second process')
    return startCompute('wasm')
  }
  await expect(carryOutStudy(study, options({ atOnce: 2, startProcess }))).rejects.toThrow('no room')
  expect((await openStudy(study.folder)).trials.some(({ outcome }) => outcome === null)).toBe(true)
  await carryOutStudy(study, options({}))
  expect(study.trials.every(({ outcome }) => outcome !== null)).toBe(true)
})
