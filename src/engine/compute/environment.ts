import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** What set-up learned about TensorFlow on this machine. */
const recordSchema = z.object({
  tensorflow: z
    .object({
      ok: z.boolean(),
      reason: z.string(),
      environment: z.record(z.string(), z.string()).default({}),
    })
    .optional(),
})

export type TensorFlowSetUp = NonNullable<z.infer<typeof recordSchema>['tensorflow']>

/** The record of set-up, or undefined when set-up has not run here. */
export function tensorFlowSetUp(): TensorFlowSetUp | undefined {
  const file = new URL('../../../node_modules/.anomalite/setup.json', import.meta.url)
  try {
    return recordSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).tensorflow
  } catch {
    // No record is no obstacle: the back end itself says what it lacks.
    return undefined
  }
}

/** Variables a process that loads TensorFlow must start with, such as where CUDA's libraries lie. */
export function nativeLibraryEnvironment(): Record<string, string> {
  return tensorFlowSetUp()?.environment ?? {}
}
