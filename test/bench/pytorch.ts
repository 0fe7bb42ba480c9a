import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { TrainingSettings } from '../../src/engine/index.ts'

const script = fileURLToPath(new URL('./pytorch_step.py', import.meta.url))

const measured = z.object({ secondsPerStep: z.number(), torch: z.string(), threads: z.number() })

/** What PyTorch on the CPU takes for a training step here, or why that could not be measured. */
export type PyTorchStep =
  | { readonly kind: 'measured'; readonly secondsPerStep: number; readonly version: string }
  | { readonly kind: 'missing'; readonly reason: string }

/** Times a training step of a network by PyTorch, where `python3` has it. */
export async function pyTorchStep(settings: TrainingSettings, seconds: number): Promise<PyTorchStep> {
  const { layerSizes, batchSize, learningRate } = settings
  const child = spawn('python3', [script], { stdio: ['pipe', 'pipe', 'pipe'] })
  // A program that is not there, or has ended, is told by its exit.
  child.stdin.on('error', () => undefined)
  const ended = once(child, 'close').catch((error: Error) => [error.message])
  child.stdin.end(JSON.stringify({ widths: layerSizes, batch: batchSize, rate: learningRate, seconds }))
  const [[code], output, errors] = await Promise.all([ended, text(child.stdout), text(child.stderr)])
  if (code !== 0) {
    const last = errors.trim().split('\n').at(-1) || String(code)
    return { kind: 'missing', reason: `python3 has no PyTorch (${last})` }
  }
  const { secondsPerStep, torch } = measured.parse(JSON.parse(output))
  return { kind: 'measured', secondsPerStep, version: torch }
}
