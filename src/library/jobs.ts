import { AnomaliteError } from '../domain/error.ts'
import type { Connection, SqlValue } from './database/connection.ts'
import { fromJson } from './database/json.ts'
import type { Job, JobChange, JobId, JobState, ReadableLibrary, WritableLibrary } from './library.ts'

type JobMethods = Pick<ReadableLibrary, 'job' | 'jobs'> &
  Pick<WritableLibrary, 'createJob' | 'updateJob' | 'removeJobs'>

const UNDER_WAY = "('queued', 'running', 'paused')"

/** The part of a library that remembers long work. */
export function jobsOf(connection: Connection): JobMethods {
  return {
    job: id => selectJob(connection, id),
    jobs: () => selectJobs(connection, 'true'),
    createJob: (kind, subject, parameters) => {
      const { insertedId } = connection.run(
        "INSERT INTO job (kind, subject, state, progress, parameters, created_at) VALUES (?, ?, 'queued', 0, ?, ?)",
        kind,
        subject,
        JSON.stringify(parameters),
        new Date().toISOString(),
      )
      return selectJob(connection, insertedId as JobId)
    },
    updateJob: (id, change) =>
      connection.transaction(() => {
        applyChange(connection, selectJob(connection, id), change)
        return selectJob(connection, id)
      }),
    removeJobs: ids => {
      connection.run(
        `DELETE FROM job WHERE id IN (SELECT value FROM json_each(?)) AND state NOT IN ${UNDER_WAY}`,
        JSON.stringify([...ids]),
      )
    },
  }
}

/** Marks the jobs that were under way when the program last ended. */
export function markInterruptedJobs(connection: Connection): void {
  connection.run(
    `UPDATE job SET state = 'interrupted', finished_at = ? WHERE state IN ${UNDER_WAY}`,
    new Date().toISOString(),
  )
}

function applyChange(connection: Connection, job: Job, change: JobChange): void {
  const now = new Date().toISOString()
  if (change.state === 'queued' || change.state === 'paused') {
    connection.run(
      'UPDATE job SET state = ?, result = NULL, error = NULL, finished_at = NULL WHERE id = ?',
      change.state,
      job.id,
    )
    return
  }
  if (change.state === 'running') {
    connection.run(
      "UPDATE job SET state = 'running', progress = ?, started_at = coalesce(started_at, ?) WHERE id = ?",
      change.progress,
      now,
      job.id,
    )
    return
  }
  connection.run(
    'UPDATE job SET state = ?, progress = ?, result = ?, error = ?, finished_at = ? WHERE id = ?',
    change.state,
    change.state === 'done' ? 1 : job.progress,
    change.state === 'done' ? JSON.stringify(change.result) : null,
    change.state === 'failed' ? JSON.stringify(change.error) : null,
    now,
    job.id,
  )
}

function selectJob(connection: Connection, id: JobId): Job {
  const [job] = selectJobs(connection, 'id = ?', id)
  if (job === undefined) {
    throw new AnomaliteError('library/no-such-job', `The library has no job with the number ${id}.`, { id })
  }
  return job
}

function selectJobs(connection: Connection, condition: string, ...values: SqlValue[]): Job[] {
  interface Row {
    readonly id: JobId
    readonly kind: string
    readonly subject: string
    readonly state: JobState
    readonly progress: number
    readonly parameters: string
    readonly result: string | null
    readonly error: string | null
    readonly createdAt: string
    readonly startedAt: string | null
    readonly finishedAt: string | null
  }
  const rows = connection.all<Row>(
    `SELECT id, kind, subject, state, progress, parameters, result, error, created_at AS createdAt,
       started_at AS startedAt, finished_at AS finishedAt
     FROM job WHERE ${condition} ORDER BY id DESC`,
    ...values,
  )
  return rows.map(row => ({
    ...row,
    parameters: fromJson(row.parameters),
    result: row.result === null ? null : fromJson(row.result),
    error: row.error === null ? null : fromJson(row.error),
  }))
}
