import { setTimeout } from 'node:timers/promises'
import { AnomaliteError } from '../../domain/error.ts'
import {
  type ComputeProcess,
  type Study,
  type TrainingProgress,
  type Trial,
  trialCount,
} from '../../engine/index.ts'
import { lockFolder } from '../../library/index.ts'
import { CrashRecord } from '../engine/crash-record.ts'
import type { TrainingCall } from '../training/run.ts'
import { hasDied, runTrial } from './run-trial.ts'

/** A trial under way. */
export interface LiveTrial {
  readonly trial: Trial
  /** After the epochs that have ended. */
  readonly losses: readonly number[]
  readonly progress: TrainingProgress | null
}

/** How a study is carried out, steered and followed. */
export interface StudyOptions {
  /** Starts a compute process for trials. */
  startProcess(): Promise<ComputeProcess>
  readonly atOnce: number
  /** Aborting stops all trials after a checkpoint. */
  readonly signal: AbortSignal
  /** Resolves when trials may go on: at once unless the study is paused. */
  whenRunning(): Promise<void>
  /** Called at each pause and resume, for trials under way. */
  onSteer(handler: (steer: 'pause' | 'resume') => void): void
  /** A trial has begun, or has ended. */
  onTrial(trial: Trial): void
  /** Where the study stands: the fraction done, and the trials under way. */
  onProgress(fraction: number, live: readonly LiveTrial[]): void
}

/**
 * Carries out a study from where it stands to its end. The same study on the same engine, one trial at a time, tries
 * the same and finds the same, interrupted or not. A process that dies is started again and its trial goes on.
 *
 * Throws `library/in-use` when another program carries it out, `training/keeps-crashing`, and what ends a training.
 */
export async function carryOutStudy(study: Study, options: StudyOptions): Promise<void> {
  const lock = lockFolder(study.folder)
  try {
    await study.tidy()
    await new StudyRun(study, options).toEnd()
  } finally {
    lock.release()
  }
}

class StudyRun {
  private readonly study: Study
  private readonly options: StudyOptions
  private readonly live = new Map<number, LiveTrial>()
  private readonly calls = new Map<number, TrainingCall>()
  private isPaused = false
  private readonly failed = new AbortController()
  private readonly signal: AbortSignal
  /** Trials that an earlier run has begun and not ended. */
  private readonly left: Trial[]
  private readonly crashes = new CrashRecord()

  constructor(study: Study, options: StudyOptions) {
    this.study = study
    this.options = options
    this.signal = AbortSignal.any([options.signal, this.failed.signal])
    this.left = study.trials.filter(({ outcome }) => outcome === null)
    options.onSteer(steer => {
      this.isPaused = steer === 'pause'
      for (const call of this.calls.values()) call[steer]()
    })
  }

  async toEnd(): Promise<void> {
    this.tell()
    const workers = Array.from({ length: this.options.atOnce }, () => this.work())
    const ends = await Promise.allSettled(workers)
    this.options.signal.throwIfAborted()
    // The first to fail has stopped the others.
    if (this.failed.signal.aborted) throw this.failed.signal.reason
    const failure = ends.find(end => end.status === 'rejected')
    if (failure) throw failure.reason
  }

  /** Carries out one trial after the other until none is left. */
  private async work(): Promise<void> {
    let compute: ComputeProcess | null = null
    try {
      for (let trial = await this.take(); trial !== null; trial = await this.take()) {
        for (;;) {
          try {
            compute ??= await this.options.startProcess()
            await this.options.whenRunning()
            this.signal.throwIfAborted()
            await this.carryOut(trial, compute)
            break
          } catch (error) {
            if (!hasDied(error)) throw error
            this.signal.throwIfAborted()
            compute = null
            await this.waitAfter(error)
          }
        }
      }
    } catch (error) {
      if (!this.signal.aborted) this.failed.abort(error)
      throw error
    } finally {
      await compute?.stop()
    }
  }

  /** The next trial to carry out: one that was left, or a new one; null when there is none. */
  private async take(): Promise<Trial | null> {
    this.signal.throwIfAborted()
    const trial = this.left.shift() ?? (await this.study.begin())
    if (trial === null) return null
    this.follow({ trial, losses: [], progress: null })
    this.options.onTrial(trial)
    return trial
  }

  private async carryOut(trial: Trial, compute: ComputeProcess): Promise<void> {
    const { number } = trial
    const change = (changed: Partial<LiveTrial>) => {
      const before = this.live.get(number)
      if (before) this.follow({ ...before, ...changed })
    }
    try {
      const ended = await runTrial(this.study, trial, compute, {
        signal: this.signal,
        onCall: call => {
          this.calls.set(number, call)
          // It may have been paused before there was anything to tell so.
          if (this.isPaused) call.pause()
        },
        onProgress: progress => change({ progress }),
        onLosses: losses => change({ losses: [...losses] }),
      })
      this.live.delete(number)
      this.options.onTrial(ended)
      this.tell()
    } finally {
      this.calls.delete(number)
    }
  }

  private follow(trial: LiveTrial): void {
    this.live.set(trial.trial.number, trial)
    this.tell()
  }

  private tell(): void {
    const { aim, settings } = this.study.plan
    const ended = this.study.trials.filter(({ outcome }) => outcome !== null).length
    const live = [...this.live.values()]
    const underWay = live.reduce((sum, { progress, losses }) => {
      const step = progress === null ? 0 : progress.step / progress.stepsPerEpoch
      return sum + Math.min(1, (losses.length + step) / settings.epochs)
    }, 0)
    this.options.onProgress(Math.min(1, (ended + underWay) / trialCount(aim)), live)
  }

  private async waitAfter(error: AnomaliteError): Promise<void> {
    const waitMs = this.crashes.add(Date.now())
    if (waitMs !== null) return setTimeout(waitMs, undefined, { signal: this.signal })
    throw new AnomaliteError(
      'training/keeps-crashing',
      `The training process has crashed three times in five minutes. The trials so far are kept: choose WebAssembly as the engine and let the study go on, or try again as it is. ${error.message}`,
      {},
      { cause: error },
    )
  }
}
