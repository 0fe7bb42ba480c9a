import type { compositionMethods } from '../../contract/methods/compositions.ts'
import type { Composition } from '../../domain/composition.ts'
import { undescribedElements } from '../../domain/descriptor/index.ts'
import { AnomaliteError } from '../../domain/error.ts'
import { canonicalFormula, parseFormula } from '../../domain/formula/index.ts'
import type { Model } from '../models.ts'
import { percentileOf } from '../registry/percentile.ts'
import type { HostServices } from '../services.ts'
import type { HandlersOf } from '../wire/handlers.ts'

/** Single compositions, while a person looks at them. */
export function compositionHandlers({
  engine,
  models,
  nearest,
}: HostServices): HandlersOf<typeof compositionMethods> {
  const scored = async (model: Model, composition: Composition, rmse: number) => {
    const memory = await models.memory(model)
    const canonical = canonicalFormula(composition)
    return {
      kind: 'scored' as const,
      canonical,
      rmse,
      percentile: percentileOf(model, rmse),
      trainedOn: memory.wasTrainedOn(canonical),
      unseenElements: composition.map(({ symbol }) => symbol).filter(symbol => !memory.hasSeen(symbol)),
    }
  }

  return {
    async 'compositions.explain'({ formula, model: id }, { signal }) {
      const composition = parseFormula(formula)
      const canonical = canonicalFormula(composition)
      const elements = undescribedElements(composition)
      if (elements.length > 0) {
        return {
          score: { kind: 'outside', canonical, elements: [...elements] },
          blocks: [],
          pairs: [],
          elsewhere: 0,
        }
      }
      const model = await models.find(id)
      const explained = await engine.call(
        'explain',
        { modelFolder: model.folder, formula: canonical },
        { signal },
      )
      return {
        score: await scored(model, composition, explained.rmse),
        blocks: explained.blocks.map(({ label, meaning, rmse }) => ({ label, meaning, rmse })),
        pairs: explained.pairs.map(({ a, b, rmse }) => ({ a, b, rmse })),
        elsewhere: explained.elsewhere.rmse,
      }
    },

    async 'compositions.reconstruct'({ formula, model: id }, { signal }) {
      const composition = parseFormula(formula)
      const outside = undescribedElements(composition)
      if (outside.length > 0) {
        throw new AnomaliteError(
          'score/outside',
          `Outside the model: it has no data for ${outside.join(', ')}.`,
        )
      }
      const model = await models.find(id)
      const { input, output } = await engine.call(
        'explain',
        { modelFolder: model.folder, formula: canonicalFormula(composition) },
        { signal },
      )
      return { input: [...input], output: [...output] }
    },

    async 'compositions.score'({ formulas, model: id }, { signal }) {
      const compositions = formulas.map(formula => parseFormula(formula))
      const model = await models.find(id)
      const described = compositions.filter(composition => undescribedElements(composition).length === 0)
      const errors =
        described.length === 0
          ? new Float32Array()
          : await engine.call(
              'score',
              {
                modelFolder: model.folder,
                formulas: described.map(composition => canonicalFormula(composition)),
              },
              { signal },
            )
      let next = 0
      return Promise.all(
        compositions.map(composition => {
          const elements = undescribedElements(composition)
          if (elements.length === 0) return scored(model, composition, errors[next++]!)
          return {
            kind: 'outside' as const,
            canonical: canonicalFormula(composition),
            elements: [...elements],
          }
        }),
      )
    },

    async 'compositions.nearest'({ formulas, count }) {
      return Promise.all(formulas.map(formula => nearest.find(parseFormula(formula), count)))
    },
  }
}
