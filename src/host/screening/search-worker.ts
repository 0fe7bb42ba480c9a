/** The thread that counts and makes candidates, one question at a time. */
import { parentPort } from 'node:worker_threads'
import { countCandidates, sampleCandidates } from '../../domain/candidates/index.ts'
import { AnomaliteError } from '../../domain/error.ts'
import { formatFormula } from '../../domain/formula/index.ts'
import { beginCandidates, type CandidateSource } from './candidate-source.ts'
import type { SearchQuestions, SearchRequest, SearchResponse } from './questions.ts'

/** Steps of counting after which an answer is given all the same; about half a second. */
const MOST_STEPS = 10_000_000

let source: CandidateSource | null = null

parentPort?.on('message', (request: SearchRequest) => parentPort?.postMessage(responseTo(request)))

function responseTo(request: SearchRequest): SearchResponse {
  try {
    return { output: answerTo(request) }
  } catch (error) {
    // Anything else is a defect: it ends the thread, and who asked is told.
    if (!(error instanceof AnomaliteError)) throw error
    const { code, message, details } = error
    return { error: { code, message, details } }
  }
}

function answerTo({ question, input }: SearchRequest): SearchQuestions[typeof question]['output'] {
  switch (question) {
    case 'count':
      return countCandidates(input.search, MOST_STEPS)
    case 'examples':
      return Array.from(sampleCandidates(input.search, input.count, input.seed), composition =>
        formatFormula(composition),
      )
    case 'begin':
      source = beginCandidates(input.search, input.taken)
      return null
    case 'next':
      return source!.next(input.count)
  }
}
