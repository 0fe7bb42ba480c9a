import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import type { BackendName } from '../../../src/engine/backend/backend.ts'

interface Twenty {
  readonly losses: readonly number[]
  readonly scores: readonly number[]
}

async function twentySteps(backend: BackendName): Promise<readonly Twenty[]> {
  const script = fileURLToPath(new URL('./twenty-steps.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [script, backend])
  return JSON.parse(stdout)
}

const [wasm, tensorflow] = await Promise.all([
  twentySteps('wasm'),
  twentySteps('tensorflow').catch((error: unknown) => String(error)),
])
const missing = typeof tensorflow === 'string' ? tensorflow : null
const why =
  missing === null ? '' : ` (tensorflow cannot be started here: ${missing.match(/tensorflow: [^\n]*/)?.[0]})`

it.skipIf(missing)(
  `tensorflow and wasm train alike: losses to 1e-4 over twenty steps, scores to 1e-5${why}`,
  () => {
    expect(wasm).toHaveLength(2)
    wasm.forEach(({ losses, scores }, variant) => {
      const other = (tensorflow as readonly Twenty[])[variant]!
      expect(losses).toHaveLength(20)
      expect(losses.at(-1)!).toBeLessThan(losses[0]!)
      losses.forEach((loss, step) => {
        expect(Math.abs(other.losses[step]! / loss - 1)).toBeLessThan(1e-4)
      })
      expect(scores).toHaveLength(60)
      scores.forEach((score, i) => {
        expect(Math.abs(other.scores[i]! - score)).toBeLessThan(1e-5)
      })
    })
  },
)
