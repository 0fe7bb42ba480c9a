import { describe, expect, it } from 'vitest'
import type { Job } from '../../../src/contract/index.ts'
import { studyJob, studyState } from '../../../src/renderer/screens/studies/study-job.ts'

const job = (id: number, state: Job['state'], changes: Partial<Job> = {}) =>
  ({ id, kind: 'study', subject: 'Ours', state, canResume: state === 'interrupted', ...changes }) as Job

const ours = { name: 'Ours', trialsEnded: 3, trialsInAll: 9 }

describe('where a study stands', () => {
  it.each<[what: string, jobs: readonly Job[], ended: number, expected: string]>([
    ['its job is under way', [job(7, 'running'), job(5, 'cancelled')], 3, 'running'],
    ['its job was interrupted', [job(7, 'interrupted')], 3, 'interrupted'],
    ['its job was cancelled', [job(7, 'cancelled')], 3, 'stopped'],
    ['a command has begun it', [], 3, 'stopped'],
    ['all trials are made', [job(7, 'done')], 9, 'done'],
    ['only another study runs', [job(7, 'running', { subject: 'Theirs' })], 3, 'stopped'],
    ['a training of its name runs', [job(7, 'running', { kind: 'train' })], 9, 'done'],
  ])('when %s', (_, jobs, trialsEnded, expected) => {
    expect(studyState(studyJob(jobs, ours), { ...ours, trialsEnded })).toBe(expected)
  })
})
