import type { z } from 'zod'
import { compositionMethods } from './methods/compositions.ts'
import { exportMethods } from './methods/exports.ts'
import { fileMethods } from './methods/files.ts'
import { fittingMethods } from './methods/fitting.ts'
import { jobMethods } from './methods/jobs.ts'
import { libraryMethods } from './methods/library.ts'
import { modelMethods, trainingMethods } from './methods/models.ts'
import { programMethods } from './methods/program.ts'
import { reportMethods } from './methods/reports.ts'
import { retrainingMethods } from './methods/retraining.ts'
import { scoringMethods } from './methods/scoring.ts'
import { screeningMethods } from './methods/screening.ts'
import { stabilityMethods } from './methods/stability.ts'
import { studyMethods } from './methods/studies.ts'

/**
 * Every method of the host, by name, with the schemas of its input and output.
 */
export const contract = {
  ...programMethods,
  ...compositionMethods,
  ...stabilityMethods,
  ...libraryMethods,
  ...modelMethods,
  ...trainingMethods,
  ...fittingMethods,
  ...retrainingMethods,
  ...studyMethods,
  ...fileMethods,
  ...exportMethods,
  ...reportMethods,
  ...screeningMethods,
  ...jobMethods,
  ...scoringMethods,
} as const

export type Contract = typeof contract
export type MethodName = keyof Contract
export type Input<M extends MethodName> = z.infer<Contract[M]['input']>
export type Output<M extends MethodName> = z.infer<Contract[M]['output']>
