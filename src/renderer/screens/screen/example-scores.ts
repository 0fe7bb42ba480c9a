import type { ScoreKind } from '../../../contract/index.ts'
import type { Connection } from '../../host/index.ts'

/** What is said of an example; both null where it lies outside the model. */
export interface ExampleScore {
  /** RMSE, or log-odds. */
  readonly score: number | null
  /** Per cent of held-out known stable compounds that score no better. */
  readonly percentile: number | null
}

const NONE: ExampleScore = { score: null, percentile: null }

/** Scores of examples by the model in use that gives them, in their order. */
export async function exampleScores(
  host: Pick<Connection, 'call'>,
  kind: ScoreKind,
  formulas: readonly string[],
  signal: AbortSignal,
): Promise<ExampleScore[]> {
  if (kind === 'rmse') {
    const scores = await host.call('compositions.score', { formulas: [...formulas], model: null }, { signal })
    return scores.map(score =>
      score.kind === 'scored' ? { score: score.rmse, percentile: score.percentile } : NONE,
    )
  }
  return Promise.all(
    formulas.map(async formula => {
      const score = await host.call('compositions.stability', { formula, model: null }, { signal })
      return score.kind === 'scored' ? { score: score.logOdds, percentile: score.percentile } : NONE
    }),
  )
}
