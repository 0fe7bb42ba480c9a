import type { z } from 'zod'
import { compositionMethods } from './methods/compositions.ts'
import { fileMethods } from './methods/files.ts'
import { jobMethods } from './methods/jobs.ts'
import { listMethods } from './methods/lists.ts'
import { modelMethods } from './methods/models.ts'
import { programMethods } from './methods/program.ts'
import { rankingMethods } from './methods/rankings.ts'
import { scoringMethods } from './methods/scoring.ts'
import { screeningMethods } from './methods/screening.ts'

/**
 * Every method of the host, by name, with the schemas of its input and output. Entries and trainings are laid down in
 * `methods/` and join this map when the host serves them.
 */
export const contract = {
  ...programMethods,
  ...compositionMethods,
  ...listMethods,
  ...modelMethods,
  ...fileMethods,
  ...rankingMethods,
  ...screeningMethods,
  ...jobMethods,
  ...scoringMethods,
} as const

export type Contract = typeof contract
export type MethodName = keyof Contract
export type Input<M extends MethodName> = z.infer<Contract[M]['input']>
export type Output<M extends MethodName> = z.infer<Contract[M]['output']>
