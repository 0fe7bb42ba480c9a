import type { GroupComparison, ModelComparison } from './comparison.ts'
import { MEDIAN } from './comparison.ts'
import type { FoldValidation } from './validation.ts'

/**
 * What a retraining did to a group of compounds. `unchanged`: by less than one per cent. `unclear`: there are too few
 * compounds to tell the change from chance.
 */
export type Effect = 'better' | 'worse' | 'unchanged' | 'unclear'

/** Null for a group without compounds. */
export interface Verdict {
  readonly inHouse: Effect | null
  readonly old: Effect | null
  readonly labelled: Effect | null
  /** The same in plain words, most important first. */
  readonly sentences: readonly string[]
}

/** Changes of the mean RMSE by less than this share are of no consequence for a ranking. */
const NEGLIGIBLE = 0.01

export function verdictOf(comparison: ModelComparison, validation: FoldValidation | null): Verdict {
  const { inHouse, old, labelled } = comparison
  const effects = {
    inHouse: inHouse && effectOn(inHouse),
    old: old && effectOn(old),
    labelled: labelled && effectOnAuc(labelled.changeInterval),
  }
  const sentences = [
    ...(inHouse
      ? [
          groupSentence(
            'In-house positives that neither model was trained on',
            inHouse,
            effects.inHouse!,
            'old',
          ),
        ]
      : []),
    ...(inHouse === null && validation === null ? [NO_IN_HOUSE] : []),
    ...(validation ? [foldSentence(validation)] : []),
    ...(old ? [groupSentence('Old positives that neither was trained on', old, effects.old!, 'itself')] : []),
    ...(labelled ? [labelledSentence(labelled, effects.labelled!)] : []),
    adviceOf(effects, validation),
  ]
  return { ...effects, sentences }
}

function effectOn({ older, meanChange, meanChangeInterval: { lower, upper } }: GroupComparison): Effect {
  const negligible = NEGLIGIBLE * older.meanRmse
  if (Math.max(Math.abs(lower), Math.abs(upper)) < negligible) return 'unchanged'
  if (lower <= 0 && upper >= 0) return 'unclear'
  if (Math.abs(meanChange) < negligible) return 'unchanged'
  return meanChange < 0 ? 'better' : 'worse'
}

function effectOnAuc({ lower, upper }: { readonly lower: number; readonly upper: number }): Effect {
  if (Math.max(Math.abs(lower), Math.abs(upper)) < NEGLIGIBLE / 2) return 'unchanged'
  if (lower <= 0 && upper >= 0) return 'unclear'
  return lower > 0 ? 'better' : 'worse'
}

const NO_IN_HOUSE =
  'No in-house positive was held out, so nothing here shows what the new model makes of compounds like yours that it has not seen.'

const EFFECTS: Readonly<Record<Effect, string>> = {
  better: 'the new model is better',
  worse: 'the new model is WORSE',
  unchanged: 'the new model is as good as the old one',
  unclear: 'too few, or too small a change, to tell from chance',
}

/** Among themselves compounds are spread evenly under any model, which is not worth saying. */
function groupSentence(
  what: string,
  { n, older, newer, improved }: GroupComparison,
  effect: Effect,
  reference: 'old' | 'itself',
): string {
  const percentiles =
    reference === 'old' && older.percentileQuantiles && newer.percentileQuantiles
      ? `, median percentile ${older.percentileQuantiles[MEDIAN]!.toFixed(1)} % → ${newer.percentileQuantiles[MEDIAN]!.toFixed(1)} %`
      : ''
  return `${what} (${n}): ${EFFECTS[effect]}. Mean RMSE ${older.meanRmse.toFixed(4)} → ${newer.meanRmse.toFixed(4)}${percentiles}; ${improved} of ${n} came closer.`
}

function foldSentence({
  by,
  folds,
  repeats,
  older,
  newer,
  change,
  oldPositivesChange,
}: FoldValidation): string {
  const parted = by === 'systems' ? 'whole chemical systems held out' : 'compositions held out'
  const spread =
    change.spread === null ? '' : ` (standard deviation of the folds ${change.spread.toFixed(4)})`
  return `Over ${folds} folds, ${times(repeats)}, with ${parted}: mean RMSE ${older.mean.toFixed(4)} → ${newer.mean.toFixed(4)}, a change of ${signed(change.mean)}${spread}; old positives ${signed(oldPositivesChange.mean)}.`
}

function labelledSentence(labelled: NonNullable<ModelComparison['labelled']>, effect: Effect): string {
  const { older, newer, positives, negatives } = labelled
  return `Labelled compositions that neither was trained on (${positives} below the limit, ${negatives} not): ${EFFECTS[effect]}. AUC ${older.toFixed(3)} → ${newer.toFixed(3)}.`
}

function adviceOf(
  { inHouse, old, labelled }: Omit<Verdict, 'sentences'>,
  validation: FoldValidation | null,
): string {
  const onNew = inHouse === null || inHouse === 'unclear' ? (foldEffect(validation) ?? inHouse) : inHouse
  if (onNew === 'worse') return 'Discard the new model: it made held-out in-house positives worse.'
  if (onNew === null) return 'Validate by folds, or hold some in-house positives out, before you rely on it.'
  if (onNew === 'better' && labelled === 'worse') {
    return 'It finds compounds like yours more familiar, but not only the stable ones: it separates the labelled compositions worse. Use it to find your kind of compound, not to choose among near ones.'
  }
  if (onNew === 'better' && old === 'worse') {
    return 'It gained on your compounds and forgot some of the old ones. Replay more old positives or lower the rate, unless only your own chemistry matters.'
  }
  if (onNew === 'better') return 'The new model is the better one for your compounds.'
  if (old === 'worse') return 'Keep the old model: the new one only lost.'
  return 'There is no clear gain: keep the old model, or add more positives.'
}

/** Better or worse where the mean over the folds is further from 0 than their spread. */
export function foldEffect(validation: FoldValidation | null): Effect | null {
  if (validation === null) return null
  const { mean, spread } = validation.change
  if (Math.abs(mean) < NEGLIGIBLE * validation.older.mean) return 'unchanged'
  if (spread === null || Math.abs(mean) < spread) return 'unclear'
  return mean < 0 ? 'better' : 'worse'
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`
}

function times(repeats: number): string {
  return repeats === 1 ? 'once' : `${repeats} times`
}
