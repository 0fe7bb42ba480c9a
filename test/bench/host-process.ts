/**
 * The whole program in a process of its own, as `anomalite serve` has it, so that what measures takes nothing from the
 * thread that is measured. Its argument is the data folder.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { openProgram } from '../../src/host/index.ts'
import { serve } from '../../src/host/serve/serve.ts'

/** What the process is told. */
export type ToMeasuredHost = 'watch' | 'tell' | 'close'

/** What it answers: its address when it is ready, and what was seen since the last 'watch' when it is to tell. */
export type FromMeasuredHost =
  | { readonly address: string }
  | {
      /** For so long at a stretch the thread that serves windows did nothing else. */
      readonly longestHoldMs: number
      /** The most processor time that it had between two turns: of a hold, what is not the wait for a processor. */
      readonly longestHoldProcessorMs: number
      /** The most memory that the process ever had. */
      readonly mostMemoryMiB: number
    }

const RESOLUTION_MS = 5

const program = await openProgram({ dataFolder: process.argv[2]! })
const served = await serve(program, { port: 0 })
const held = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
held.enable()

let processorMs = 0
let longestHoldProcessorMs = 0
setInterval(() => {
  const { user, system } = process.threadCpuUsage()
  const now = (user + system) / 1000
  longestHoldProcessorMs = Math.max(longestHoldProcessorMs, now - processorMs)
  processorMs = now
}, RESOLUTION_MS).unref()

const say = (message: FromMeasuredHost) => process.send?.(message)

process.on('message', async (message: ToMeasuredHost) => {
  switch (message) {
    case 'watch':
      held.reset()
      longestHoldProcessorMs = 0
      return
    case 'tell':
      say({
        longestHoldMs: held.max / 1e6,
        longestHoldProcessorMs,
        mostMemoryMiB: process.resourceUsage().maxRSS / 1024,
      })
      return
    case 'close':
      await served.close()
      await program.close()
      process.disconnect?.()
  }
})
// Whoever measures is gone, or has had all that it wants.
process.once('disconnect', () => process.exit())
say({ address: served.address })
