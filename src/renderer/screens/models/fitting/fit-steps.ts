import type { JobStage } from '../../../../contract/index.ts'

/** The steps of a fit, in their order. */
export const FIT_STEPS = ['background', 'statistics', 'trees', 'judging'] as const
export type FitStep = (typeof FIT_STEPS)[number]

/** A step of a fit, and how far it is. */
export interface FitStepState {
  readonly step: FitStep
  readonly state: 'done' | 'now' | 'ahead'
}

/** Where each step is, when a fit is at a stage; null before its first. */
export function fitSteps(at: JobStage['step'] | null): FitStepState[] {
  const steps: readonly (JobStage['step'] | null)[] = FIT_STEPS
  const now = steps.indexOf(at)
  return FIT_STEPS.map((step, i) => ({ step, state: i < now ? 'done' : i === now ? 'now' : 'ahead' }))
}
