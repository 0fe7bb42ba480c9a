import { z } from 'zod'
import { method } from '../method.ts'
import { nothing } from '../values.ts'

const backend = z.enum(['tensorflow', 'wasm'])

/** The process that scores: what it runs on, or why it does not. */
export const engineState = z.strictObject({
  state: z.enum(['starting', 'ready', 'restarting', 'stopped']),
  backend: backend.nullable(),
  device: z.string().nullable(),
  /** Back ends that were tried before and why they were not taken. */
  passedOver: z.array(z.strictObject({ backend, reason: z.string() })),
  /** Why it is restarting or stopped, and what to do. */
  trouble: z.string().nullable(),
})

/** Everything a user chooses once; each has a default. */
export const settings = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(['en']),
  backend: z.enum(['auto', 'tensorflow', 'wasm']),
  /** Which oxidation states charge balance may use: those listed as common, or all that are known. */
  oxidationStates: z.enum(['common', 'all']),
  paper: z.enum(['A4', 'Letter']),
  tourSeen: z.boolean(),
})

export const programMethods = {
  /** What this program is and where it keeps things. */
  'program.describe': method(
    nothing,
    z.strictObject({
      version: z.string(),
      platform: z.string(),
      dataFolder: z.string(),
      /** The library was opened from a backup, or another thing the user must know once; what to do. */
      notices: z.array(z.string()),
    }),
  ),
  /** What `anomalite doctor` says, a line for each thing looked at. */
  'program.diagnose': method(
    nothing,
    z.array(z.strictObject({ subject: z.string(), finding: z.string(), isFine: z.boolean() })),
  ),
  'program.backUp': method(nothing, z.strictObject({ file: z.string() })),
  'program.backups': method(
    nothing,
    z.array(z.strictObject({ file: z.string(), createdAt: z.string(), bytes: z.number() })),
  ),
  'engine.state': method(nothing, engineState),
  /** Starts the scoring process anew, on the back end of the settings; ends the pause after repeated crashes. */
  'engine.restart': method(nothing, engineState),
  'settings.get': method(nothing, settings),
  'settings.change': method(settings.partial(), settings),
}

export type EngineState = z.infer<typeof engineState>
export type Settings = z.infer<typeof settings>
