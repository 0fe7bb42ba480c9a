/** A thread that fits and scores: what it computes takes seconds to minutes. */
import { parentPort } from 'node:worker_threads'
import { AnomaliteError } from '../../domain/error.ts'
import {
  type BackgroundRow,
  buildTables,
  forestScore,
  generateBackground,
  growForest,
  pack,
  packedCount,
  queryOf,
  STATISTICS,
  type StabilityScorer,
  scoreComposition,
  unpack,
  unpackAll,
  writeStatistics,
} from '../../domain/stability/index.ts'
import type {
  GeneratedBackground,
  StabilityTasks,
  TaskMessage,
  TaskRequest,
  ThreadModel,
} from './protocol.ts'
import { whyOf } from './why.ts'

type Tell = (fraction: number) => void

/** Progress is told after so many compositions. */
const TOLD_EVERY = 500

parentPort?.on('message', (request: TaskRequest) => {
  const message = answer(request)
  const isTable = 'output' in message && ArrayBuffer.isView(message.output)
  parentPort?.postMessage(message, isTable ? [(message.output as Float32Array<ArrayBuffer>).buffer] : [])
})

function answer(request: TaskRequest): TaskMessage {
  const tell: Tell = fraction => parentPort?.postMessage({ fraction } satisfies TaskMessage)
  try {
    return { output: carryOut(request, tell) }
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

let loaded: { readonly id: string; readonly scorer: StabilityScorer } | null = null

function scorerOf(model: ThreadModel): StabilityScorer {
  if (loaded?.id !== model.id) {
    loaded = { id: model.id, scorer: { ...model, tables: buildTables(unpackAll(model.known)) } }
  }
  return loaded.scorer
}

function score({ model, compositions }: StabilityTasks['score']['input'], tell: Tell) {
  const scorer = scorerOf(model)
  return compositions.map((composition, i) => {
    if (i % TOLD_EVERY === 0) tell(i / compositions.length)
    return scoreComposition(scorer, composition)
  })
}

function why({ model, compositions }: StabilityTasks['why']['input']) {
  const scorer = scorerOf(model)
  return compositions.map(composition => {
    const result = scoreComposition(scorer, composition)
    return result.kind === 'scored' ? whyOf(scorer, result.representative) : null
  })
}
