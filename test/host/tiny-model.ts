import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  type ComputeProcess,
  MAKINO_SETTINGS,
  startCompute,
  type TrainingSettings,
} from '../../src/engine/index.ts'
import type { Model } from '../../src/host/models.ts'
import { readPositives } from '../../src/host/positives.ts'
import { layerSizes } from '../../src/host/training/choice.ts'
import { beginRun, finishRun } from '../../src/host/training/run.ts'

/** 60 positives below 0.01 eV/atom, 16 compositions at or above it, and lines that are neither; energies are made up. */
export const STABLE_AND_NOT = fileURLToPath(new URL('../fixtures/stable-and-not.csv', import.meta.url))

export const SOURCE = {
  description: 'stable-and-not.csv',
  maxEnergyAboveHullEvPerAtom: 0.01,
  attribution: [],
}

export const SMALL: TrainingSettings = {
  ...MAKINO_SETTINGS,
  layerSizes: layerSizes(4, [32, 16]),
  batchSize: 16,
  epochs: 2,
}

/** A data folder with a model "Tiny", and a compute process. */
export interface Laboratory {
  readonly data: string
  readonly compute: ComputeProcess
  readonly model: Model
  close(): Promise<void>
}

export async function laboratory(): Promise<Laboratory> {
  const data = await mkdtemp(join(tmpdir(), 'anomalite-host-'))
  const compute = await startCompute('wasm')
  const run = await beginRun(data, 'Tiny', await readPositives(STABLE_AND_NOT, 0.01), SOURCE, SMALL)
  const model = await finishRun(data, compute, run)
  const close = async () => {
    await compute.stop()
    await rm(data, { recursive: true })
  }
  return { data, compute, model, close }
}
