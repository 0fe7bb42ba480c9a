import { expect, test } from 'vitest'
import type { Job, JobState } from '../../../src/contract/index.ts'
import {
  type ScoringFacts,
  scoringState,
} from '../../../src/renderer/screens/ranking/scoring/scoring-state.ts'

function job(state: JobState, id = 1): Job {
  return {
    id,
    kind: 'score',
    subject: 'Garnets',
    state,
    progress: 0.4,
    stage: null,
    etaSeconds: null,
    canPause: true,
    canResume: true,
    result: null,
    error: state === 'failed' ? { code: 'engine/stopped', message: 'It stopped.', details: {} } : null,
    createdAt: '2026-11-24T10:00:00.000Z',
    startedAt: null,
    finishedAt: null,
  }
}

const idle: ScoringFacts = { isBeginning: false, jobs: [], failure: null, isMissing: null }

test.each<[string, Partial<ScoringFacts>, string]>([
  ['nothing has been looked at', {}, 'unknown'],
  ['nothing is left to score', { isMissing: false }, 'complete'],
  ['something is left and no job was begun', { isMissing: true }, 'missing'],
  ['the host is asked to score the rest', { isBeginning: true, isMissing: true }, 'beginning'],
  ['a job runs already', { isBeginning: true, jobs: [job('running')] }, 'running'],
  ['a job waits for its turn', { jobs: [job('queued')] }, 'running'],
  ['a job runs, whatever is left', { jobs: [job('running')], isMissing: true }, 'running'],
  ['one job is done and the next runs', { jobs: [job('done'), job('running', 2)] }, 'running'],
  ['a job is paused', { jobs: [job('paused')] }, 'paused'],
  ['a job was cut off by a restart', { jobs: [job('interrupted')] }, 'paused'],
  ['a job was cancelled', { jobs: [job('cancelled')], isMissing: true }, 'missing'],
  ['a job failed', { jobs: [job('failed')], isMissing: true }, 'failed'],
  ['a failed job was made good elsewhere', { jobs: [job('failed')], isMissing: false }, 'complete'],
  ['a job could not be begun', { failure: 'There is no such model.', isMissing: true }, 'failed'],
  ['a job is done and what is left is being looked for', { jobs: [job('done')] }, 'unknown'],
])('when %s', (_, facts, kind) => {
  expect(scoringState({ ...idle, ...facts }).kind).toBe(kind)
})

test('a failure says why', () => {
  const state = scoringState({ ...idle, jobs: [job('failed')], isMissing: true })
  expect(state).toEqual({ kind: 'failed', message: 'It stopped.' })
})
