import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { StudyAim, Trial } from '../../../src/engine/index.ts'
import {
  createStudy,
  openStudy,
  readStudyOutline,
  type Study,
  setTrials,
  trialModelFolder,
  trialRunFolder,
} from '../../../src/engine/studies/study.ts'
import { nextTrial, prunedAfter, trialSettings } from '../../../src/engine/studies/trials.ts'
import { PAPER_TRAINING } from '../../../src/engine/training/settings.ts'
import { smallPlan, smallSettings, temporaryFolder } from '../material.ts'

const SEARCH: StudyAim = {
  kind: 'search',
  trials: 20,
  batchSize: { least: 64, most: 1024 },
  learningRate: { least: 1e-4, most: 1e-3 },
}
const SWEEP: StudyAim = { kind: 'sweep', latentSizes: [2, 16, 32], repeats: 2 }

function plan(aim: StudyAim) {
  const { name, createdAt, settings, source, positives } = smallPlan()
  return { name, createdAt, settings, source, positives, aim }
}

const newStudy = async (aim: StudyAim) => createStudy(join(await temporaryFolder(), 'study'), plan(aim))

/** A trial that ended with this loss. */
function complete(trial: Trial, validationLoss: number): Trial {
  const outcome = {
    kind: 'complete',
    selectedEpoch: 2,
    trainingLoss: validationLoss,
    validationLoss,
    rSquaredGlobal: 0.9,
    rSquaredPerFeature: null,
  } as const
  return { ...trial, validationLosses: [2 * validationLoss, validationLoss], seconds: 3, outcome }
}

/** Begins and ends so many trials, the loss of each given by its values. */
async function carryOn(study: Study, trials: number): Promise<void> {
  while (study.trials.length < trials) {
    const trial = await study.begin()
    await study.end(complete(trial!, Math.abs(trial!.batchSize - 240) + trial!.learningRate))
  }
}

describe('a search', () => {
  it('tries the same after it was opened again as if it had never been closed', async () => {
    const whole = await newStudy(SEARCH)
    await carryOn(whole, 20)
    const interrupted = await newStudy(SEARCH)
    await carryOn(interrupted, 7)
    await carryOn(await openStudy(interrupted.folder), 13)
    const last = await openStudy(interrupted.folder)
    await carryOn(last, 20)
    expect(last.trials).toEqual(whole.trials)
    expect((await readStudyOutline(last.folder)).trials).toEqual(whole.trials)
    expect(await last.begin()).toBeNull()
  })

  it('goes on with a trial that was begun and not ended', async () => {
    const study = await newStudy(SEARCH)
    await carryOn(study, 11)
    const begun = await study.begin()
    const opened = await openStudy(study.folder)
    expect(opened.trials.at(-1)).toEqual(begun)
    expect(opened.trainingPlan(begun!).settings).toEqual({
      ...smallSettings(),
      batchSize: begun!.batchSize,
      learningRate: begun!.learningRate,
    })
  })

  it('learns from trials that were pruned or diverged: it tries elsewhere', () => {
    const proposed = (seed: number, high: Partial<Trial>) => {
      const settings = smallSettings({ seed })
      const trials: Trial[] = []
      for (let trial = nextTrial(SEARCH, settings, trials); trials.length < 20; ) {
        const ended = trial!.learningRate < 3e-4 ? complete(trial!, 0.1) : { ...trial!, ...high }
        trials.push(ended)
        trial = nextTrial(SEARCH, settings, trials)
      }
      return trials.slice(10).map(({ learningRate }) => learningRate)
    }
    for (const high of [
      { outcome: { kind: 'diverged' } },
      { outcome: { kind: 'pruned' }, validationLosses: [0.01, 0.01] },
    ] as const) {
      const rates = [0, 1000, 2000].flatMap(seed => proposed(seed, high))
      expect(rates.filter(rate => rate < 3e-4).length / rates.length).toBeGreaterThan(0.8)
    }
  })

  it('keeps the model of its best trial alone, and no run of a trial that has ended', async () => {
    const study = await newStudy(SEARCH)
    for (const loss of [0.3, 0.1, 0.2]) {
      const trial = (await study.begin())!
      await mkdir(trialRunFolder(study.folder, trial.number), { recursive: true })
      await mkdir(trialModelFolder(study.folder, trial.number), { recursive: true })
      await study.end(complete(trial, loss))
    }
    expect(await readdir(join(study.folder, 'models'))).toEqual(['2'])
    expect(await readdir(join(study.folder, 'runs'))).toEqual([])
  })

  it('is given more trials', async () => {
    const study = await newStudy(SEARCH)
    await setTrials(study.folder, 21)
    expect((await openStudy(study.folder)).plan).toEqual({
      ...study.plan,
      aim: { ...SEARCH, trials: 21 },
    })
    const sweep = await newStudy(SWEEP)
    await expect(setTrials(sweep.folder, 21)).rejects.toMatchObject({ code: 'study/aim' })
  })
})

describe('a sweep', () => {
  it('trains every size once before any a second time, with other initial weights', async () => {
    const study = await newStudy(SWEEP)
    const tried: unknown[] = []
    for (let trial = await study.begin(); trial !== null; trial = await study.begin()) {
      tried.push([trial.latentSize, trial.seed])
    }
    expect(tried).toEqual([
      [2, 42],
      [16, 42],
      [32, 42],
      [2, 43],
      [16, 43],
      [32, 43],
    ])
  })

  it.each([
    [2, [1994, 1024, 512, 256, 128, 64, 32, 2, 32, 64, 128, 256, 512, 1024, 1994]],
    [16, PAPER_TRAINING.layerSizes],
    [32, [1994, 1024, 512, 256, 128, 64, 32, 64, 128, 256, 512, 1024, 1994]],
  ])('of the paper’s network has its layers for latent size %i', (latentSize, layerSizes) => {
    const trial = { ...nextTrial(SWEEP, PAPER_TRAINING, [])!, latentSize }
    expect(trialSettings(PAPER_TRAINING, trial)).toEqual({ ...PAPER_TRAINING, layerSizes })
  })

  it('keeps the best model of each size, and prunes nothing', async () => {
    const study = await newStudy(SWEEP)
    for (const loss of [0.3, 0.2, 0.1, 0.2, 0.4]) {
      const trial = (await study.begin())!
      await mkdir(trialModelFolder(study.folder, trial.number), { recursive: true })
      await study.end(complete(trial, loss))
    }
    expect((await readdir(join(study.folder, 'models'))).toSorted()).toEqual(['2', '3', '4'])
    expect(prunedAfter(SWEEP, smallSettings(), Array(20).fill(9), study.trials)).toBeNull()
  })
})

describe('a study on disk', () => {
  it.each<[what: string, damage: (folder: string) => Promise<void>]>([
    ['its plan is no JSON', folder => writeFile(join(folder, 'study.json'), '{"format":')],
    ['a trial is cut short', folder => writeFile(join(folder, 'trials/2.json'), '{"number":2')],
    ['a trial is missing', folder => rm(join(folder, 'trials/1.json'))],
    ['its formulas were changed', folder => writeFile(join(folder, 'training.txt'), 'ClNa\n')],
    ['its formulas are missing', folder => rm(join(folder, 'held-out.txt'))],
  ])('is not used when %s', async (_, damage) => {
    const study = await newStudy(SEARCH)
    await carryOn(study, 3)
    await damage(study.folder)
    await expect(openStudy(study.folder)).rejects.toMatchObject({ code: 'study/broken' })
  })

  it('of a newer program is left alone', async () => {
    const { folder } = await newStudy(SEARCH)
    const file = join(folder, 'study.json')
    await writeFile(file, (await readFile(file, 'utf8')).replace('"version": 1', '"version": 2'))
    await expect(openStudy(folder)).rejects.toMatchObject({ code: 'study/newer' })
  })

  it('is begun once', async () => {
    const { folder } = await newStudy(SEARCH)
    await expect(createStudy(folder, plan(SWEEP))).rejects.toMatchObject({ code: 'study/exists' })
  })

  it.each<[what: string, aim: StudyAim]>([
    ['no trials', { ...SEARCH, trials: 0 } as StudyAim],
    ['a range that ends before it begins', { ...SEARCH, batchSize: { least: 9, most: 8 } } as StudyAim],
    ['half a composition', { ...SEARCH, batchSize: { least: 1.5, most: 8 } } as StudyAim],
    ['no rate', { ...SEARCH, learningRate: { least: 0, most: 1 } } as StudyAim],
    ['no sizes', { ...SWEEP, latentSizes: [] } as StudyAim],
    ['a size twice', { ...SWEEP, latentSizes: [2, 2] } as StudyAim],
  ])('is not begun with %s', async (_, aim) => {
    const folder = join(await temporaryFolder(), 'study')
    await expect(createStudy(folder, plan(aim))).rejects.toMatchObject({ code: 'study/aim' })
    expect(existsSync(folder)).toBe(false)
  })
})
