import { availableParallelism, totalmem } from 'node:os'

/** Cores that keep one training busy: TensorFlow spreads a step over a few. */
const CORES_A_TRIAL = 4

/** A training of the paper's network with its process, its moments and its checkpoints, generously. */
const BYTES_A_TRIAL = 3 * 2 ** 30

/** What a machine has to compute with. */
export interface Machine {
  readonly cores: number
  readonly memoryBytes: number
}

export const thisMachine = (): Machine => ({ cores: availableParallelism(), memoryBytes: totalmem() })

/**
 * How many trials run beside each other: as many as somebody wishes, null for what goes fastest, and never more than
 * the machine has cores and memory for.
 */
export function trialsAtOnce({ cores, memoryBytes }: Machine, wished: number | null): number {
  const inMemory = Math.floor(memoryBytes / BYTES_A_TRIAL)
  return Math.max(1, Math.min(wished ?? Math.floor(cores / CORES_A_TRIAL), cores, inMemory))
}
