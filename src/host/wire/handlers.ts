import type { z } from 'zod'
import type { Method } from '../../contract/index.ts'

/** What a handler knows of the call it answers. */
export interface Call {
  /** Aborted when the window no longer wants the answer, or is gone. */
  readonly signal: AbortSignal
}

/** A function for each method of a part of the contract. */
export type HandlersOf<Methods extends Readonly<Record<string, Method>>> = {
  readonly [M in keyof Methods]: (
    input: z.infer<Methods[M]['input']>,
    call: Call,
  ) => z.infer<Methods[M]['output']> | Promise<z.infer<Methods[M]['output']>>
}
