import { AnomaliteError } from '../domain/error.ts'
import {
  BACKEND_NAMES,
  type BackendName,
  PAPER_TRAINING,
  type ProbeResult,
  startCompute,
  tensorFlowSetUp,
} from '../engine/index.ts'
import { sqliteVersion } from '../library/index.ts'
import { dataFolder } from './folders.ts'
import { findModel, listModels } from './models.ts'

export type BackendFinding = { readonly name: BackendName } & (
  | { readonly available: true; readonly device: string; readonly speed: ProbeResult }
  | { readonly available: false; readonly reason: string }
)

/** What this machine and this installation have. */
export interface Diagnosis {
  readonly node: string
  readonly platform: string
  readonly backends: readonly BackendFinding[]
  readonly sqlite: string
  readonly dataFolder: string
  readonly ownModels: number
  readonly readyModel: { readonly id: string; readonly name: string } | { readonly error: string }
  /** Models that cannot be used, and why. */
  readonly brokenModels: readonly string[]
}

const PROBE_SECONDS = 1

/** Looks at everything the program needs; each back end is measured on a probe, in a process of its own. */
export async function diagnose(): Promise<Diagnosis> {
  const data = dataFolder()
  const backends: BackendFinding[] = []
  for (const name of BACKEND_NAMES) backends.push(await probeBackend(name))
  const { models, broken } = await listModels(data)
  return {
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    backends,
    sqlite: sqliteVersion(),
    dataFolder: data,
    ownModels: models.filter(({ origin }) => origin === 'own').length,
    readyModel: await readyModel(data),
    brokenModels: broken.map(({ error }) => error.message),
  }
}

async function probeBackend(name: BackendName): Promise<BackendFinding> {
  try {
    const compute = await startCompute(name)
    try {
      const speed = await compute.call('probe', { settings: PAPER_TRAINING, seconds: PROBE_SECONDS }).result
      return { name, available: true, device: compute.engine.device, speed }
    } finally {
      await compute.stop()
    }
  } catch (error) {
    if (!(error instanceof AnomaliteError)) throw error
    const setUp = name === 'tensorflow' ? tensorFlowSetUp() : undefined
    return { name, available: false, reason: setUp && !setUp.ok ? setUp.reason : error.message }
  }
}

async function readyModel(data: string): Promise<Diagnosis['readyModel']> {
  try {
    const { id, manifest } = await findModel(data)
    return { id, name: manifest.name }
  } catch (error) {
    if (!(error instanceof AnomaliteError)) throw error
    return { error: error.message }
  }
}
