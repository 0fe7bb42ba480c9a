import type { EpochRecord, TrainingProgress } from '../../contract/index.ts'
import type { RunOutline } from '../../engine/index.ts'
import type { EventBus } from '../wire/events.ts'

/** How often at most windows are told of one training: epochs of a small network take milliseconds. */
const TELL_MS = 200

/** A training as far as it has come, for windows that look at it. */
export interface LiveTraining {
  readonly outline: RunOutline
  readonly epochs: readonly EpochRecord[]
  readonly progress: TrainingProgress | null
  epoch(record: EpochRecord): void
  stands(progress: TrainingProgress): void
  /** Tells what was held back. */
  end(): void
}

/** Follows a training from what its run holds, and tells windows, but not too often. */
export function followTraining(job: number, outline: RunOutline, events: EventBus): LiveTraining {
  const epochs = [...outline.history]
  let progress: TrainingProgress | null = null
  let untold: EpochRecord[] = []
  let timer: NodeJS.Timeout | null = null

  const tell = () => {
    timer = null
    events.tell('training', { job, epochs: untold, progress })
    untold = []
  }
  const tellSoon = () => {
    timer ??= setTimeout(tell, TELL_MS).unref()
  }

  return {
    outline,
    epochs,
    get progress() {
      return progress
    },
    epoch(record) {
      // After a crash an epoch may be trained again; it is the same one.
      if (record.epoch <= epochs.length) return
      epochs.push(record)
      untold.push(record)
      tellSoon()
    },
    stands(now) {
      progress = now
      tellSoon()
    },
    end() {
      if (timer === null) return
      clearTimeout(timer)
      tell()
    },
  }
}
