import type { Job, JobKind, JobResult, JobStage, WireError } from '../../contract/index.ts'
import { AnomaliteError } from '../../domain/error.ts'
import type {
  JobId,
  Job as JobRecord,
  JobChange as JobRecordChange,
  JsonValue,
  LibraryService,
} from '../../library/index.ts'
import { type ReportUnexpected, wireErrorOf } from '../wire/answer.ts'
import type { EventBus } from '../wire/events.ts'
import { TimeLeft } from './time-left.ts'
import type { Lane, Work, WorkControl } from './work.ts'

/** Long work: one job a piece, kept in the library, so that a window can be closed and opened while it runs. */
export interface JobService {
  /** Says how jobs of a kind are carried out. */
  register<Parameters extends JsonValue>(kind: JobKind, work: Work<Parameters>): void
  /** Begins a job, or queues it behind others of its lane. */
  start(kind: JobKind, subject: string, parameters: JsonValue): Promise<Job>
  /** Keeps a record of work that was begun outside and left: interrupted, so that it can go on. */
  adopt(kind: JobKind, subject: string, parameters: JsonValue): Promise<Job>
  /** All jobs, newest first. */
  all(): Promise<Job[]>
  /** What a job was started with. Throws `library/no-such-job`. */
  parametersOf(id: number): Promise<unknown>
  /** Resolves when the job has ended, however. */
  ended(id: number): Promise<Job>
  cancel(id: number): Promise<Job>
  pause(id: number): Promise<Job>
  resume(id: number): Promise<Job>
  clear(): Promise<Job[]>
  /** Ends all work; jobs under way are interrupted from the next start on. */
  stop(): Promise<void>
}

/** How often at most a window is told, and the library, how far a job is. */
const TELL_MS = 100
const RECORD_MS = 5000

/** A job under way. */
interface Running {
  record: JobRecord
  state: 'queued' | 'running' | 'paused'
  progress: number
  stage: JobStage | null
  etaSeconds: number | null
  timeLeft: TimeLeft
  readonly control: AbortController
  readonly steering: ((steer: 'pause' | 'resume') => void)[]
  /** Resolved when a pause ends; null unless paused. */
  pause: PromiseWithResolvers<void> | null
  /** Its end is being recorded: nothing changes it any more. */
  isEnding: boolean
  readonly ended: PromiseWithResolvers<Job>
  toldAtMs: number
  recordedAtMs: number
}

export interface JobServiceParts {
  readonly library: Pick<LibraryService, 'job' | 'jobs' | 'createJob' | 'updateJob' | 'removeJobs'>
  readonly events: EventBus
  readonly log: ReportUnexpected
}

export function openJobs({ library, events, log }: JobServiceParts): JobService {
  const kinds = new Map<string, Work<never>>()
  const running = new Map<number, Running>()
  const lanes = new Map<Lane, Promise<void>>()
  let isStopping = false

  const workOf = (kind: string) => {
    const work = kinds.get(kind)
    if (!work) throw new Error(`No work is registered for jobs of the kind ${kind}.`)
    return work
  }

  const tell = (job: Job) => {
    events.tell('job', job)
    return job
  }

  const tellRunning = (run: Running) => {
    run.toldAtMs = Date.now()
    return tell(jobOf(run.record, kinds, run))
  }

  const update = async (id: number, change: JobRecordChange) => {
    const record = await library.updateJob(id as JobId, change)
    const run = running.get(id)
    if (run) run.record = record
    return record
  }

  /** Queues a job in its lane. */
  const enter = (record: JobRecord): Running => {
    const run: Running = {
      record,
      state: 'queued',
      progress: record.progress,
      stage: null,
      etaSeconds: null,
      timeLeft: new TimeLeft(),
      control: new AbortController(),
      steering: [],
      pause: null,
      isEnding: false,
      ended: Promise.withResolvers(),
      toldAtMs: 0,
      recordedAtMs: 0,
    }
    running.set(record.id, run)
    const { lane } = workOf(record.kind)
    const before = lanes.get(lane) ?? Promise.resolve()
    lanes.set(lane, before.then(() => carryOut(run)).catch(log))
    tellRunning(run)
    return run
  }

  const carryOut = async (run: Running) => {
    // Cancelled while it waited, or left for the next start.
    if (running.get(run.record.id) !== run || isStopping) return
    const { id, kind, parameters } = run.record
    const work = workOf(kind)
    try {
      run.state = 'running'
      await update(id, { state: 'running', progress: run.progress })
      tellRunning(run)
      const result = await work.run(work.parameters.parse(parameters), controlOf(run))
      await end(run, { state: 'done', result })
    } catch (error) {
      if (isStopping) return
      if (run.control.signal.aborted && work.canResume === 'when-cancelled') {
        await end(run, { state: 'interrupted' })
      } else if (run.control.signal.aborted) {
        await discard(run.record)
        await end(run, { state: 'cancelled' })
      } else await end(run, { state: 'failed', error: wireErrorOf(error, log) })
    }
  }

  const end = async (run: Running, change: JobRecordChange) => {
    run.isEnding = true
    await update(run.record.id, change)
    running.delete(run.record.id)
    run.ended.resolve(tell(jobOf(run.record, kinds, null)))
  }

  const controlOf = (run: Running): WorkControl => ({
    job: run.record.id,
    signal: run.control.signal,
    async whenRunning() {
      await run.pause?.promise
      run.control.signal.throwIfAborted()
    },
    isPaused: () => run.pause !== null,
    onSteer: handler => void run.steering.push(handler),
    progress(fraction, stage) {
      const now = Date.now()
      run.progress = Math.min(1, Math.max(0, fraction))
      run.stage = stage
      run.etaSeconds = run.timeLeft.seconds(now, run.progress)
      if (now - run.toldAtMs >= TELL_MS) tellRunning(run)
      if (now - run.recordedAtMs < RECORD_MS || run.state !== 'running') return
      run.recordedAtMs = now
      update(run.record.id, { state: 'running', progress: run.progress }).catch(log)
    },
  })

  const discard = async ({ kind, parameters }: JobRecord) => {
    const work = workOf(kind)
    await work.discard?.(work.parameters.parse(parameters))
  }

  /** Cancels a job that has ended early and could go on. */
  const abandon = async (record: JobRecord) => {
    if (!canResume(record, kinds)) {
      throw new AnomaliteError('job/ended', 'This has ended already.', { job: record.id })
    }
    await discard(record)
    return tell(jobOf(await library.updateJob(record.id, { state: 'cancelled' }), kinds, null))
  }

  const steer = (run: Running, how: 'pause' | 'resume') => {
    for (const handler of run.steering) handler(how)
  }

  const recordOf = async (id: number): Promise<JobRecord> => {
    return running.get(id)?.record ?? (await library.job(id as JobId))
  }

  return {
    register: (kind, work) => void kinds.set(kind, work as unknown as Work<never>),
    async start(kind, subject, parameters) {
      const checked = workOf(kind).parameters.parse(parameters) as JsonValue
      return jobOf(...parts(enter(await library.createJob(kind, subject, checked))))
    },
    async adopt(kind, subject, parameters) {
      const checked = workOf(kind).parameters.parse(parameters) as JsonValue
      const { id } = await library.createJob(kind, subject, checked)
      return tell(jobOf(await library.updateJob(id, { state: 'interrupted' }), kinds, null))
    },
    async all() {
      const records = await library.jobs()
      return records
        .filter(({ kind }) => kinds.has(kind))
        .map(record => jobOf(record, kinds, running.get(record.id) ?? null))
    },
    parametersOf: async id => (await recordOf(id)).parameters,
    async ended(id) {
      return running.get(id)?.ended.promise ?? jobOf(await library.job(id as JobId), kinds, null)
    },
    async cancel(id) {
      const run = running.get(id)
      if (!run) return abandon(await library.job(id as JobId))
      const wasQueued = run.state === 'queued'
      run.control.abort(new AnomaliteError('job/cancelled', 'Stopped before it was done, as asked.'))
      run.pause?.resolve()
      run.pause = null
      if (wasQueued) {
        await discard(run.record)
        await end(run, { state: 'cancelled' })
      }
      return run.ended.promise
    },
    async pause(id) {
      const run = running.get(id)
      if (run?.isEnding) return run.ended.promise
      if (run?.state !== 'running') {
        await library.job(id as JobId)
        throw new AnomaliteError('job/not-running', 'Only what runs can be paused.', { job: id })
      }
      if (!workOf(run.record.kind).canPause) {
        throw new AnomaliteError('job/cannot-pause', 'This cannot be paused; it can be cancelled.', {
          job: id,
        })
      }
      run.state = 'paused'
      run.pause = Promise.withResolvers()
      run.etaSeconds = null
      steer(run, 'pause')
      await update(id, { state: 'paused' })
      return tellRunning(run)
    },
    async resume(id) {
      const run = running.get(id)
      if (run?.isEnding) return run.ended.promise
      if (run?.state === 'paused') {
        run.state = 'running'
        run.timeLeft = new TimeLeft()
        run.pause?.resolve()
        run.pause = null
        steer(run, 'resume')
        await update(id, { state: 'running', progress: run.progress })
        return tellRunning(run)
      }
      const record = run?.record ?? (await library.job(id as JobId))
      if (run || !canResume(record, kinds)) {
        throw new AnomaliteError('job/cannot-resume', 'This cannot go on from where it was. Start it anew.', {
          job: id,
        })
      }
      return jobOf(...parts(enter(await library.updateJob(id as JobId, { state: 'queued' }))))
    },
    async clear() {
      const records = await library.jobs()
      const over = records.filter(record => !running.has(record.id) && !canResume(record, kinds))
      await library.removeJobs(over.map(({ id }) => id))
      return this.all()
    },
    async stop() {
      isStopping = true
      for (const run of running.values()) {
        run.control.abort(new AnomaliteError('job/program-ends', 'The program ends.'))
        run.pause?.resolve()
      }
      await Promise.all(lanes.values())
    },
  }

  function parts(run: Running) {
    return [run.record, kinds, run] as const
  }
}

function canResume({ kind, state }: JobRecord, kinds: ReadonlyMap<string, Work<never>>): boolean {
  const work = kinds.get(kind)
  return (state === 'interrupted' || state === 'failed') && work !== undefined && work.canResume !== false
}

/** A job as windows see it; `run` is null for one that has ended. */
function jobOf(record: JobRecord, kinds: ReadonlyMap<string, Work<never>>, run: Running | null): Job {
  const { id, kind, subject, result, error, createdAt, startedAt, finishedAt } = record
  return {
    id,
    kind: kind as JobKind,
    subject,
    state: run?.state ?? record.state,
    progress: run?.progress ?? record.progress,
    stage: run?.state === 'queued' ? null : (run?.stage ?? null),
    etaSeconds: run?.state === 'running' ? run.etaSeconds : null,
    canPause: run?.state === 'running' && kinds.get(kind)?.canPause === true,
    canResume: run === null ? canResume(record, kinds) : run.state === 'paused',
    result: result as JobResult | null,
    error: error as WireError | null,
    createdAt,
    startedAt,
    finishedAt,
  }
}
