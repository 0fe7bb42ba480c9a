import type { Composition } from '../../domain/composition.ts'
import type { Neighbour } from '../../domain/descriptor/index.ts'
import type { ErrorDetails } from '../../domain/error.ts'

/** The calls to the thread that finds nearest compounds; they mean what `NearestCompounds` says of them. */
export interface NearestCalls {
  add: { input: { formulas: readonly string[] }; output: string[] }
  remove: { input: { formulas: readonly string[] }; output: null }
  nearest: {
    input: { composition: Composition; count: number; without: string | null }
    output: Neighbour[]
  }
}

export type NearestMethod = keyof NearestCalls

/** Sent to the thread. */
export type NearestRequest = {
  [M in NearestMethod]: { readonly id: number; readonly method: M; readonly input: NearestCalls[M]['input'] }
}[NearestMethod]

/** Sent by the thread: one answer to each request, in their order. */
export type NearestResponse =
  | { readonly id: number; readonly output: NearestCalls[NearestMethod]['output'] }
  | { readonly id: number; readonly error: { code: string; message: string; details: ErrorDetails } }
