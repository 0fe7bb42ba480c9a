/**
 * A thread that carries out a fit: between the tasks of the threads that compute it sorts tables of hundreds of
 * megabytes, for which the thread that serves windows must not be used.
 */
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { AnomaliteError } from '../../domain/error.ts'
import { parseFormula } from '../../domain/formula/index.ts'
import type { Parting } from '../../domain/stability/index.ts'
import { writeStabilityModel } from '../../engine/index.ts'
import { stoichiometries } from '../stability/scoring.ts'
import { takeThreadPriority, threadCount } from '../stability/thread-priority.ts'
import { openThreads } from '../stability/threads.ts'
import type { FitMeans, FitProgress } from './fit-forests.ts'
import { type FitChoice, readChoice, readPlan } from './fit-plan.ts'
import type { FitMessage, FitTask } from './fit-thread.ts'
import { fitAndJudge, formulaOf, type JudgedFit } from './judged-fit.ts'
import { openStages } from './stages.ts'

const tell = (message: FitMessage) => parentPort?.postMessage(message)

carryOut(workerData as FitTask).then(
  () => tell({ kind: 'done' }),
  (error: unknown) => {
    // Anything else is a defect: it ends the thread, and who asked is told.
    if (!(error instanceof AnomaliteError)) throw error
    const { code, message, details } = error
    tell({ kind: 'failed', code, message, details })
  },
)

async function carryOut({ runFolder, modelFolder, priority }: FitTask): Promise<void> {
  takeThreadPriority(priority)
  const { createdAt, choiceSha256 } = await readPlan(runFolder)
  const choice = await readChoice(runFolder)
  const threads = openThreads(undefined, threadCount(priority), priority)
  try {
    const [first, second] = await fitByPartings(choice, parting => ({
      threads,
      stages: openStages(join(runFolder, parting), choiceSha256),
    }))
    await writeStabilityModel(modelFolder, {
      manifest: {
        name: choice.name,
        createdAt,
        seed: choice.seed,
        source: choice.source,
        positives: { training: first.training.length, heldOut: first.heldOut.length },
        heldOut: { logOddsQuantiles: [...first.logOddsQuantiles] },
        evaluation: first.evaluation,
        evaluationBySystems: second?.evaluation ?? null,
        additions: null,
      },
      forests: first.forests,
      trainingFormulas: first.training.map(formulaOf),
      heldOutFormulas: first.heldOut.map(formulaOf),
      addedFormulas: [],
    })
  } finally {
    await threads.close()
  }
}

/** The fit that becomes the model, and that which only judges, where one is wanted. */
async function fitByPartings(
  choice: FitChoice,
  meansOf: (parting: Parting) => Omit<FitMeans, 'onProgress'>,
): Promise<readonly [JudgedFit, JudgedFit?]> {
  const data = {
    known: stoichiometries(choice.positives),
    labelled: choice.labelled.map(({ formula, energyAboveHullEvPerAtom }) => ({
      composition: parseFormula(formula),
      energyAboveHullEvPerAtom,
    })),
    source: choice.source,
    seed: choice.seed,
  }
  const fits = choice.judgedBy === 'compounds' ? 1 : 2
  const fitted = (parting: Parting, before: number) => {
    const onProgress = (progress: FitProgress) =>
      tell({ kind: 'progress', progress: { ...progress, fraction: (before + progress.fraction) / fits } })
    return fitAndJudge({ ...meansOf(parting), onProgress }, data, parting)
  }
  const first = await fitted('compounds', 0)
  return fits === 1 ? [first] : [first, await fitted('systems', 1)]
}
