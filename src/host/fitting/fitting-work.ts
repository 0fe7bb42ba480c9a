import { z } from 'zod'
import type { JobResult } from '../../contract/index.ts'
import { fittingChoice } from '../../contract/methods/fitting.ts'
import { AnomaliteError } from '../../domain/error.ts'
import type { CoreServices } from '../core-services.ts'
import type { Work, WorkControl } from '../jobs/index.ts'
import { collectForJob } from '../training/training-data.ts'
import { discardFit, finishFit, modelOfFit } from './fit.ts'
import { hasFit } from './fit-folder.ts'
import { beginFit } from './fit-plan.ts'
import { collectFittingData } from './fitting-data.ts'

const parameters = z.strictObject({
  /** Of the model, and so of the fit's folder, which keeps what was computed. */
  name: z.string(),
  /** What the fit begins with; null for one that was begun outside this program. */
  begin: fittingChoice.nullable(),
})

/** What a fit is carried out by; kept with its job. */
export type FittingParameters = z.infer<typeof parameters>

/** The parameters of a fit's job, or null for what an earlier version of the program has left. */
export function fittingParametersOf(kept: unknown): FittingParameters | null {
  return parameters.safeParse(kept).data ?? null
}

export type FittingParts = Pick<CoreServices, 'dataFolder' | 'library' | 'models' | 'events'>

/** Fits in threads, which leave the processor to whoever works at the window. */
export function fittingWork(parts: FittingParts): Work<FittingParameters> {
  const { dataFolder, events } = parts
  return {
    lane: 'training',
    parameters,
    canPause: false,
    canResume: 'when-cancelled',
    discard: ({ name }) => discardFit(dataFolder, name),
    async run({ name, begin }, control) {
      // The command may have gone on with the fit, and have finished it.
      const finished = await modelOfFit(dataFolder, name, begin?.seed ?? null)
      if (finished === null && !hasFit(dataFolder, name)) await beginAnew(name, begin, control, parts)
      const model =
        finished ??
        (await finishFit(dataFolder, name, {
          signal: control.signal,
          priority: 'background',
          onProgress: ({ fraction, ...stage }) => control.progress(fraction, stage),
        }))
      events.tell('models', {})
      return { kind: 'model', model: model.id } satisfies JobResult
    },
  }
}

async function beginAnew(
  name: string,
  begin: FittingParameters['begin'],
  control: WorkControl,
  parts: FittingParts,
): Promise<void> {
  if (begin === null) {
    throw new AnomaliteError(
      'fit/no-such-fit',
      `The unfinished fit “${name}” is no longer there: it was finished or given up elsewhere.`,
      { name },
    )
  }
  const { data, attribution, ...choice } = begin
  const collected = await collectForJob(
    options => collectFittingData(parts, data, options),
    attribution,
    control,
  )
  await beginFit(parts.dataFolder, { name, ...collected, ...choice })
}
