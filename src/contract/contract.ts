import type { z } from 'zod'
import { compositionMethods } from './methods/compositions.ts'
import { listMethods } from './methods/lists.ts'
import { modelMethods } from './methods/models.ts'
import { programMethods } from './methods/program.ts'

/** Every method of the host, by name, with the schemas of its input and output. */
export const contract = {
  ...programMethods,
  ...compositionMethods,
  ...listMethods,
  ...modelMethods,
} as const

export type Contract = typeof contract
export type MethodName = keyof Contract
export type Input<M extends MethodName> = z.infer<Contract[M]['input']>
export type Output<M extends MethodName> = z.infer<Contract[M]['output']>
