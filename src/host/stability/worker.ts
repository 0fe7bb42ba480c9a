/** A thread that fits, scores and explains: what would hold up whoever asks. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Composition } from '../../domain/composition.ts'
import { AnomaliteError } from '../../domain/error.ts'
import {
  type BackgroundRow,
  buildTables,
  elementsUnknownTo,
  forestScore,
  generateBackground,
  growForest,
  pack,
  packedCount,
  queryOf,
  representative,
  STATISTICS,
  type StabilityScorer,
  scoreComposition,
  unpack,
  unpackAll,
  writeStatistics,
} from '../../domain/stability/index.ts'
import type { StabilityModel } from '../models.ts'
import type {
  GeneratedBackground,
  StabilityTasks,
  TaskMessage,
  TaskRequest,
  ThreadModel,
} from './protocol.ts'
import { explainBy } from './reasons.ts'
import { hostOf, type LoadedStability, loadStability, scorerOf } from './scoring.ts'
import { type ThreadPriority, takeThreadPriority } from './thread-priority.ts'
import { toldStability } from './told-stability.ts'
import { whyOf } from './why.ts'

type Tell = (fraction: number) => void

/** Progress is told after so many compositions. */
const TOLD_EVERY = 500

takeThreadPriority((workerData as { readonly priority: ThreadPriority }).priority)

parentPort?.on('message', async (request: TaskRequest | 'end') => {
  if (request === 'end') {
    parentPort?.close()
    return
  }
  const message = await answer(request)
  const isTable = 'output' in message && ArrayBuffer.isView(message.output)
  parentPort?.postMessage(message, isTable ? [(message.output as Float32Array<ArrayBuffer>).buffer] : [])
})

async function answer(request: TaskRequest): Promise<TaskMessage> {
  const tell: Tell = fraction => parentPort?.postMessage({ fraction } satisfies TaskMessage)
  try {
    return { output: await carryOut(request, tell) }
  } catch (error) {
    // Anything else is a defect: it ends the thread, and who asked is told.
    if (!(error instanceof AnomaliteError)) throw error
    const { code, message, details } = error
    return { error: { code, message, details } }
  }
}

function carryOut({ task, input }: TaskRequest, tell: Tell) {
  switch (task) {
    case 'background':
      return background(input, tell)
    case 'statistics':
      return statistics(input, tell)
    case 'grow':
      return growForest(input.training, input.settings, trees => tell(trees / input.settings.trees))
    case 'forestScores':
      return Float64Array.from(input.rows, row => forestScore(input.forest, input.bins, row * input.columns))
    case 'score':
      return score(input, tell)
    case 'open':
      return open(input)
    case 'explain':
      return explain(input)
    case 'hosts':
      return hosts(input)
    case 'why':
      return why(input)
  }
}

function background({ known, seed }: StabilityTasks['background']['input'], tell: Tell): GeneratedBackground {
  const compounds = unpackAll(known)
  const rows: BackgroundRow[] = []
  for (const row of generateBackground(compounds, seed)) {
    rows.push(row)
    if (rows.length % (100 * TOLD_EVERY) === 0) tell(row.parent / compounds.length)
  }
  return {
    compositions: pack(rows.map(({ composition }) => composition)),
    parents: Uint32Array.from(rows, ({ parent }) => parent),
    corruptions: Uint8Array.from(rows, ({ corruption }) => corruption),
  }
}

function statistics({ known, compositions }: StabilityTasks['statistics']['input'], tell: Tell) {
  const tables = buildTables(unpackAll(known))
  const count = packedCount(compositions)
  const table = new Float32Array(count * STATISTICS.length)
  for (let row = 0; row < count; row++) {
    writeStatistics(queryOf(unpack(compositions, row)), tables, table, row * STATISTICS.length)
    if (row % TOLD_EVERY === 0) tell(row / count)
  }
  return table
}

let built: { readonly id: string; readonly scorer: StabilityScorer } | null = null

function scorerBuiltOf(model: ThreadModel): StabilityScorer {
  if (built?.id !== model.id) {
    built = { id: model.id, scorer: { ...model, tables: buildTables(unpackAll(model.known)) } }
  }
  return built.scorer
}

function score({ model, compositions }: StabilityTasks['score']['input'], tell: Tell) {
  const scorer = scorerBuiltOf(model)
  return compositions.map((composition, i) => {
    if (i % TOLD_EVERY === 0) tell(i / compositions.length)
    return scoreComposition(scorer, composition)
  })
}

let opened: { readonly loaded: LoadedStability; readonly scorer: StabilityScorer } | null = null

async function open(model: StabilityModel): Promise<null> {
  const loaded = await loadStability(model)
  opened = { loaded, scorer: scorerOf(loaded) }
  return null
}

function openedModel() {
  if (opened === null) throw new Error('A composition can only be explained once a model is open.')
  return opened
}

function explain(composition: Composition) {
  const { loaded, scorer } = openedModel()
  return toldStability(explainBy(loaded, scorer, composition))
}

function hosts(compositions: readonly Composition[]) {
  const { tables } = openedModel().scorer
  return compositions.map(composition => {
    const isOutside = elementsUnknownTo(tables, composition).length > 0
    return isOutside ? null : hostOf(representative(composition, tables))
  })
}

function why({ model, compositions }: StabilityTasks['why']['input']) {
  const scorer = scorerBuiltOf(model)
  return compositions.map(composition => {
    const result = scoreComposition(scorer, composition)
    return result.kind === 'scored' ? whyOf(scorer, result.representative) : null
  })
}
